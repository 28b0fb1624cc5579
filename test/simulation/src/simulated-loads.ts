import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadRecords } from "@sluice/event-source-lake";
import type { CapturedRecord } from "./check-promise.ts";
import { FrozenLoader } from "./frozen-loader.ts";
import type { Random } from "./random.ts";
import type { SimulatedWorld } from "./simulated-world.ts";

export const eventNames = ["Charged", "Viewed", "Left / came", "Ünïcode"] as const;

const dayMs = 86_400_000;

/** Loads a project's events, and knows what it has loaded. */
export class SimulatedLoads implements Disposable {
  readonly records: CapturedRecord[] = [];
  readonly #frozen: {
    readonly loader: FrozenLoader;
    readonly events: readonly { readonly eventId: string; readonly eventName: string }[];
  }[] = [];
  #loads = 0;
  #ids = 0;
  readonly #world: SimulatedWorld;
  readonly #project: string;
  readonly #random: Random;

  constructor(world: SimulatedWorld, project: string, random: Random) {
    this.#world = world;
    this.#project = project;
    this.#random = random;
  }

  /** A few events of any age, captured by a clock that says this. */
  async load(clockMs: number): Promise<void> {
    const { events, file } = await this.#input(clockMs);
    const { capturedAtMs } = await loadRecords({
      directory: this.#world.lakeFolder,
      project: this.#project,
      inputs: [{ path: file, kind: "jsonl" }],
      databases: 2,
      now: () => clockMs,
    });
    await rm(file);
    this.#loaded(events, capturedAtMs ?? 0);
  }

  /** Begins the same in a process of its own, which stops when all but the last step is done. */
  async freeze(clockMs: number): Promise<void> {
    const { events, file } = await this.#input(clockMs);
    const loader = new FrozenLoader({ directory: this.#world.lakeFolder, project: this.#project, file, clockMs });
    await loader.frozen();
    this.#frozen.push({ loader, events });
  }

  /** Has those that stand still go on where they were. */
  async wake(): Promise<void> {
    for (const { loader, events } of this.#frozen.splice(0)) this.#loaded(events, await loader.goOn());
  }

  [Symbol.dispose](): void {
    for (const { loader } of this.#frozen) loader[Symbol.dispose]();
  }

  async #input(clockMs: number) {
    const events = Array.from({ length: this.#random.whole(1, 6) }, () => this.#event(clockMs));
    const file = join(this.#world.scratch, `${this.#project}-${++this.#loads}.jsonl`);
    await writeFile(file, events.map((event) => JSON.stringify(event)).join("\n"));
    return { events, file };
  }

  #loaded(events: readonly { readonly eventId: string; readonly eventName: string }[], capturedAtMs: number): void {
    for (const { eventId: id, eventName } of events) this.records.push({ id, eventName, capturedAtMs });
  }

  #event(clockMs: number) {
    const ageMs = this.#random.chance(0.3) ? this.#random.whole(0, 30 * dayMs) : this.#random.whole(-1_000, 60_000);
    return {
      type: "event",
      eventId: `id-${++this.#ids}`,
      eventName: this.#random.of(eventNames),
      ts: clockMs - ageMs,
      profile: { identity: `u${this.#random.whole(1, 9)}` },
    };
  }
}
