import { editExport, getExport, getRun, listRuns, reopenRun, resumeExport, stopExport } from "@sluice/config-store";
import { SluiceError } from "@sluice/types";
import type { Random } from "./random.ts";
import type { SimulatedConnections } from "./simulated-connections.ts";
import { eventNames } from "./simulated-loads.ts";
import type { Ending, Mishap, SimulatedRuns } from "./simulated-runs.ts";
import type { SimulatedWorld } from "./simulated-world.ts";

/** The export that somebody owns, and what happens around it. */
export interface OwnedExport {
  readonly world: SimulatedWorld;
  readonly project: string;
  readonly requestId: number;
  readonly connections: SimulatedConnections;
  readonly runs: SimulatedRuns;
  readonly random: Random;
  readonly now: () => number;
  readonly note: (text: string) => void;
  readonly tick: () => Promise<void>;
  readonly mishap: () => Mishap;
  readonly ending: () => Ending;
}

/** What an export's owner does to it, with the API's own means; some of it is refused. */
export class SimulatedOwner {
  readonly #owned: OwnedExport;

  constructor(owned: OwnedExport) {
    this.#owned = owned;
  }

  async stop(): Promise<void> {
    const { world, project, requestId, runs, random, now } = this.#owned;
    await this.#allowing(["export.already_stopped"], () => stopExport(world.store, project, requestId, now()));
    // Or whoever is to tell the workflow dies, and the reconciler tells it later.
    if (random.chance(0.6)) await runs.stopRequested(requestId);
  }

  async resume(from: "lastRun" | "now"): Promise<void> {
    const { world, project, requestId, now, note } = this.#owned;
    note(`from ${from}`);
    await this.#allowing(["export.not_stopped", "export.still_stopping", "connection.not_found"], () =>
      resumeExport(world.store, project, requestId, { from, nowMs: now() }),
    );
  }

  async edit(): Promise<void> {
    const { world, project, requestId, random, connections } = this.#owned;
    const events = random.of([["Charged"], ["Viewed", "Left / came"], ["Charged", "Ünïcode", "nobody's"]]);
    await editExport(world.store, project, requestId, {
      everyHours: random.of([4, 4, 5, 8, 24]),
      format: random.of(["json", "csv"]),
      eventNames: random.chance(0.5) ? [...eventNames] : events,
      connectionId: connections.any(),
    });
  }

  async retry(): Promise<void> {
    const { world, requestId, runs, random, tick, mishap, ending } = this.#owned;
    const [latest] = await listRuns(world.store, requestId, { limit: 1 });
    if (!latest) return;
    const { runId } = latest;
    // As somebody does whose bucket refused it.
    if (random.chance(0.5)) await this.edit();
    await this.#allowing(["run.not_retryable", "run.window_skipped", "connection.not_found"], async () => {
      const execution = await reopenRun(world.store, runId);
      // Between the two, the schedule may have come first.
      if (random.chance(0.5)) return;
      if (random.chance(0.5)) await tick();
      const run = await getRun(world.store, runId);
      if (run.execution === execution) await runs.start(run, mishap(), ending());
    });
  }

  async deleteConnection(): Promise<void> {
    const { world, project, requestId, connections, note } = this.#owned;
    const { connectionId } = await getExport(world.store, project, requestId);
    await this.#allowing(["connection.in_use", "connection.not_found"], async () => {
      await connections.replace(connectionId);
      note("gone");
    });
  }

  /** Does what may be refused. */
  async #allowing(codes: readonly string[], act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof SluiceError) || !codes.includes(error.code)) throw error;
      this.#owned.note(error.code);
    }
  }
}
