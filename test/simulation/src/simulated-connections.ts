import { createConnection, deleteConnection } from "@sluice/config-store";
import type { ConnectionTarget } from "@sluice/types";
import type { Random } from "./random.ts";
import type { SimulatedWorld } from "./simulated-world.ts";

/** Two buckets of a project's own, and a connection to each. */
export class SimulatedConnections {
  readonly #ids: string[] = [];
  readonly #buckets: string[] = [];
  #made = 0;
  readonly #world: SimulatedWorld;
  readonly #project: string;
  readonly #random: Random;

  private constructor(world: SimulatedWorld, project: string, random: Random) {
    this.#world = world;
    this.#project = project;
    this.#random = random;
  }

  static async create(world: SimulatedWorld, project: string, random: Random): Promise<SimulatedConnections> {
    const made = new SimulatedConnections(world, project, random);
    for (const _ of ["A", "B"]) await made.#connect((await world.s3.customerBucket()).target.bucket);
    return made;
  }

  get buckets(): readonly string[] {
    return this.#buckets;
  }

  /** The id of one of them. */
  any(): string {
    const [first = "", ...others] = this.#ids;
    return this.#random.of([first, ...others]);
  }

  /** Deletes one, which may be refused, and makes another to its bucket. */
  async replace(id: string): Promise<void> {
    await deleteConnection(this.#world.store, this.#project, id);
    const place = this.#ids.indexOf(id);
    this.#ids.splice(place, 1);
    const [bucket = ""] = this.#buckets.splice(place, 1);
    await this.#connect(bucket);
  }

  async #connect(bucket: string): Promise<void> {
    const { endpoint, region } = this.#world.s3;
    const target: ConnectionTarget = {
      bucket,
      region,
      prefix: "",
      endpoint,
      pathStyle: true,
      encryption: { type: "none" },
    };
    const credentials = await this.#world.s3.customer(bucket);
    const { id } = await createConnection(this.#world.store, this.#world.masterKeys, {
      projectId: this.#project,
      name: `connection ${++this.#made}`,
      target,
      credentials,
    });
    this.#ids.push(id);
    this.#buckets.push(bucket);
  }
}
