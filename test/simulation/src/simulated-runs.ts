import {
  type ConfigDb,
  listStoppingRuns,
  loadEncodeJob,
  type OpenRun,
  recordJobDone,
  stopRun as stopWithoutWorkflow,
} from "@sluice/config-store";
import { csvEncoder } from "@sluice/encoder-csv";
import { jsonEncoder } from "@sluice/encoder-json";
import { encodeJob, encodingHere } from "@sluice/encoder-worker";
import { defaultObjectLimits, type Encoder } from "@sluice/encoding";
import type { RunId } from "@sluice/types";
import { runActivities } from "@sluice/workflow-service";
import { MockActivityEnvironment } from "@temporalio/testing";
import { DefaultLogger } from "@temporalio/worker";
import pino from "pino";
import type { Random } from "./random.ts";
import type { SimulatedWorld } from "./simulated-world.ts";

/** What goes wrong with a run: nothing, or everything stops at this point. */
export type Mishap =
  | "none"
  | "beforePlan"
  | "afterPlan"
  | "someObjects"
  | "objectsUnrecorded"
  | "beforeManifest"
  | "manifestUnmarked"
  | "answerLost";

export const mishaps: Readonly<Record<Mishap, number>> = {
  none: 12,
  beforePlan: 1,
  afterPlan: 1,
  someObjects: 2,
  objectsUnrecorded: 4,
  beforeManifest: 1,
  manifestUnmarked: 3,
  answerLost: 1,
};

/** What the workflow does then: fails the run, or hangs and goes on some other time. */
export type Ending = "fail" | "hang";

type Run = Pick<OpenRun, "runId" | "execution">;

const failure = { code: "connection.throttled", message: "The bucket was too busy.", retryable: true };
const encoders: Readonly<Record<string, Encoder<unknown>>> = { json: jsonEncoder, csv: csvEncoder };
const never = new AbortController().signal;

/** What Temporal, workflow-service and the encoders do: their real activities, by a simulated clock. */
export class SimulatedRuns {
  /** The executions whose workflows have not ended. A run has one workflow at most. */
  readonly #alive = new Map<RunId, number>();
  /** What processes that were thought dead still do when they wake up. */
  readonly #late: (() => Promise<unknown>)[] = [];
  readonly #world: SimulatedWorld;
  readonly #random: Random;
  readonly #now: () => number;

  constructor(world: SimulatedWorld, random: Random, now: () => number) {
    this.#world = world;
    this.#random = random;
    this.#now = now;
  }

  /** An impulse, or several at once: every window that is due, until a run doesn't get done. */
  async tick(requestId: number, { impulses = 1, mishap = (): Mishap => "none", ending = (): Ending => "fail" } = {}) {
    for (;;) {
      const { nextRun } = this.#activities();
      const asked = Array.from({ length: impulses }, () => perform(nextRun, { requestId, scheduledMs: null }));
      const due = (await Promise.all(asked)).filter((run) => run !== null);
      const [first] = due;
      if (!first) return;
      if (due.some(({ runId }) => runId !== first.runId)) throw new Error("two runs are due at once");
      if (this.#alive.has(first.runId)) return;
      this.#alive.set(first.runId, first.execution);
      if (!(await this.#workOn(first, mishap(), ending()))) return;
    }
  }

  /** Workflows that hung go on from their first step, which their activities have to bear. */
  async goOn(mishap: Mishap, ending: Ending): Promise<void> {
    for (const [runId, execution] of [...this.#alive]) await this.#workOn({ runId, execution }, mishap, ending);
  }

  /** A retry by hand starts a workflow by itself; that of an earlier execution has ended by then. */
  async start(run: Run, mishap: Mishap, ending: Ending): Promise<void> {
    this.#alive.set(run.runId, run.execution);
    await this.#workOn(run, mishap, ending);
  }

  /** Cancels what is to be stopped, or ends it where no workflow is left. */
  async stopRequested(ofExport: number): Promise<void> {
    const stopping = await listStoppingRuns(this.#world.store);
    for (const { runId, execution } of stopping.filter(({ requestId }) => requestId === ofExport)) {
      const alive = this.#alive.get(runId);
      if (alive === undefined) {
        await stopWithoutWorkflow(this.#world.store, runId, { execution, nowMs: this.#now() });
      } else {
        await perform(this.#activities().stopRun, { runId, execution: alive });
        this.#alive.delete(runId);
      }
    }
  }

  async wakeLate(): Promise<void> {
    for (const late of this.#late.splice(0)) await late().catch(() => undefined);
  }

  /** True when the run is done. Whatever fails here is as good as a mishap. */
  async #workOn(run: Run, mishap: Mishap, ending: Ending): Promise<boolean> {
    try {
      await this.#deliver(run, mishap);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      if (ending === "hang") return false;
      const ended = { ...run, failure };
      if (this.#random.chance(0.5)) this.#late.push(() => perform(this.#activities().failRun, ended));
      if (this.#random.chance(0.5)) this.#late.push(() => perform(this.#activities().finishRun, run));
      await perform(this.#activities().failRun, ended);
      this.#alive.delete(run.runId);
      return false;
    }
    this.#alive.delete(run.runId);
    return true;
  }

  async #deliver(run: Run, mishap: Mishap): Promise<void> {
    const { planRun, finishRun } = this.#activities();
    if (mishap === "beforePlan") throw new Error(mishap);
    const { jobs } = await perform(planRun, run);
    if (mishap === "afterPlan") throw new Error(mishap);
    if (this.#random.chance(0.4)) await this.wakeLate();
    const failsAt = this.#random.whole(0, Math.max(0, jobs - 1));
    for (let jobIndex = 0; jobIndex < jobs; jobIndex++) {
      if (mishap === "someObjects" && jobIndex === failsAt) throw new Error(mishap);
      await this.#encode(run.runId, jobIndex, mishap === "objectsUnrecorded" && jobIndex === failsAt);
    }
    if (mishap === "beforeManifest") throw new Error(mishap);
    if (mishap === "answerLost") await perform(this.#activities({ answerIsLost: true }).finishRun, run);
    if (mishap === "manifestUnmarked") {
      // Of its transactions the first one writes down the manifest that is about to be stored.
      const store = failingFrom(this.#world.store, 2);
      await perform(this.#activities({ store }).finishRun, run);
    }
    await perform(finishRun, run);
  }

  async #encode(runId: RunId, jobIndex: number, isUnrecorded: boolean): Promise<void> {
    const { store, masterKeys, lake, scratch } = this.#world;
    const loaded = await loadEncodeJob(store, masterKeys, runId, jobIndex);
    if (loaded.state !== "open") return;
    const { job } = loaded;
    const encoder = encoders[job.format];
    if (!encoder) throw new Error(`no ${job.format} encoder`);
    const here = { encoder, source: lake, scratch, limits: defaultObjectLimits, gzipLevel: 1 };
    const record = async () => {
      const delivered = await encodeJob(job, {
        encoder,
        encodeSegments: encodingHere(here),
        roles,
        allowPrivateConnections: true,
        signal: never,
        place: alwaysPlaced,
        onRecords: () => undefined,
      });
      if (!isUnrecorded) await recordJobDone(store, runId, jobIndex, delivered, job.target);
      return delivered;
    };
    const delivered = await record();
    if (!isUnrecorded) return;
    this.#late.push(() => recordJobDone(store, runId, jobIndex, delivered, job.target));
    throw new Error("objectsUnrecorded");
  }

  #activities({ store = this.#world.store, answerIsLost = false } = {}) {
    return runActivities({
      store,
      queue: this.#world.queue,
      source: this.#world.lake,
      lake: this.#world.lakeFolder,
      masterKeys: this.#world.masterKeys,
      presence: { hasEncoder: async () => true },
      waits: { look: () => undefined, ended: () => undefined },
      encoderWaitMs: 1_000,
      jobsInFlight: 1,
      maxRecordsPerJob: 3,
      software: "Sluice simulated",
      segmentLimits: { maxRecords: 4, maxSourceBytes: 1_000_000, parallelism: 2 },
      allowPrivateWebhooks: false,
      allowPrivateConnections: true,
      roles,
      now: this.#now,
      log: pino({ level: "silent" }),
      onEnded: async () => {
        if (answerIsLost) throw new Error("answerLost");
      },
      onFailedAttempt: async () => undefined,
    });
  }
}

/** Nobody assumes a role here. */
const roles = { stsEndpoint: null, accessKey: null };

/** What fails here fails on purpose. */
const logger = new DefaultLogger("ERROR", () => undefined);

function perform<Input, Output>(activity: (input: Input) => Promise<Output>, input: Input): Promise<Output> {
  return new MockActivityEnvironment(undefined, { logger }).run(activity, input);
}

/** A store whose transactions fail from the nth on, as when the database goes away. */
function failingFrom(store: ConfigDb, nth: number): ConfigDb {
  let transactions = 0;
  const db = new Proxy(store.db, {
    get(target, name) {
      if (name === "transaction" && ++transactions >= nth) return () => Promise.reject(new Error("manifestUnmarked"));
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { ...store, db };
}

/** No encoder is shared here. */
const alwaysPlaced = { park: () => undefined, uploaded: () => undefined, resume: () => Promise.resolve() };
