import { neededPlans } from "@sluice/config-store";
import { compactLoads, planPositionOf, removeReplaced } from "@sluice/event-source-lake";
import type { Random } from "./random.ts";
import type { SimulatedWorld } from "./simulated-world.ts";

/** What workflow-service does with the lake now and then, by a simulated clock. */
export class SimulatedLakeCare {
  readonly #world: SimulatedWorld;
  readonly #project: string;
  readonly #random: Random;
  readonly #now: () => number;

  constructor(world: SimulatedWorld, project: string, random: Random, now: () => number) {
    this.#world = world;
    this.#project = project;
    this.#random = random;
    this.#now = now;
  }

  async compact(): Promise<void> {
    const maxLoads = this.#random.whole(2, 6);
    await compactLoads({ ...this.#place(), limits: { minLoads: 2, maxLoads, maxBytes: 1_000_000 }, now: this.#now });
  }

  async removeReplaced(): Promise<void> {
    const { all, unfinished, isPlanning } = await neededPlans(this.#world.store, this.#project);
    const plansAtWork = isPlanning ? null : unfinished.map(planPositionOf);
    await removeReplaced({ ...this.#place(), plans: all.map(planPositionOf), plansAtWork, now: this.#now });
  }

  #place() {
    return { directory: this.#world.lakeFolder, project: this.#project };
  }
}
