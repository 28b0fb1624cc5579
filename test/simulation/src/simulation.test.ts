import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { brokenPromises } from "./check-promise.ts";
import { SimulatedExport } from "./simulated-export.ts";
import { type SimulatedWorld, simulatedWorld } from "./simulated-world.ts";

/**
 * Weeks of a recurring export in simulated time: the real ledger, planning, encoders, activities and lake, on a real
 * database and a real bucket, with failures, late loads, stops, resumes, edits, retries by hand, impulses too many and
 * too few, clocks that step, and messages from the dead. After each step the promise has to hold.
 *
 * `SLUICE_SIMULATION_SEEDS=500 pnpm exec vitest run test/simulation` runs more of them than the few that always run,
 * `SLUICE_SIMULATION_FIRST=417` begins with that one, and `SLUICE_SIMULATION_STEPS=1000` makes each longer. A seed
 * happens the same way again but for the order of what happens at once.
 */
const numberOf = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const seeds = numberOf("SLUICE_SIMULATION_SEEDS", 4);
const first = numberOf("SLUICE_SIMULATION_FIRST", 1);
const stepsOfSeed = numberOf("SLUICE_SIMULATION_STEPS", 120);

let world: SimulatedWorld;
beforeAll(async () => {
  world = await simulatedWorld();
});
afterAll(() => world?.[Symbol.asyncDispose]());

describe("every record is in exactly one window, and every window in exactly one run, whatever happens", () => {
  const list = Array.from({ length: seeds }, (_, index) => first + index);
  test.concurrent.each(list)("seed %i", { timeout: 60_000 + stepsOfSeed * 1_000 }, async (seed) => {
    using simulated = await SimulatedExport.create(world, seed);
    const told = () => `seed ${seed}:\n${simulated.trace.slice(-60).join("\n")}`;
    const expectKept = async () => {
      const broken = [...brokenPromises(await simulated.observe()), ...simulated.changedObjects];
      expect(broken, told()).toEqual([]);
    };
    for (let step = 0; step < stepsOfSeed; step++) {
      try {
        await simulated.step();
      } catch (error) {
        throw new Error(told(), { cause: error });
      }
      await expectKept();
    }
    await simulated.calmDown();
    await expectKept();
    expect(await simulated.isUpToDate(), told()).toBe(true);
  });
});
