import {
  createConnection,
  createRecurringExport,
  deleteConnection,
  editExport,
  getExport,
  getRun,
  listRuns,
  listWindows,
  reopenRun,
  resumeExport,
  stopExport,
} from "@sluice/config-store";
import { type ConnectionTarget, SluiceError } from "@sluice/types";
import type { Observed } from "./check-promise.ts";
import { type Random, randomOf } from "./random.ts";
import { DeliveryReader } from "./read-deliveries.ts";
import { eventNames, SimulatedLoads } from "./simulated-loads.ts";
import { type Ending, type Mishap, mishaps, SimulatedRuns } from "./simulated-runs.ts";
import type { SimulatedWorld } from "./simulated-world.ts";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const startMs = Date.parse("2026-03-27T22:30:17.250Z");
const all = 10_000;

/** What happens in a step, and how often compared with the others. */
const steps = {
  load: 16,
  loadAtBorder: 6,
  loadBehind: 8,
  tick: 32,
  loadWhileTicking: 8,
  stopWhileTicking: 3,
  manyTicks: 4,
  goOn: 12,
  wakeLate: 5,
  stop: 3,
  reconcile: 5,
  resume: 18,
  edit: 6,
  retryByHand: 10,
  dayDown: 2,
  stepClock: 4,
  deleteConnection: 2,
  outage: 0.5,
} as const;
export type Step = keyof typeof steps;

/** One recurring export of a project of its own, and everything that can happen to it. */
export class SimulatedExport {
  readonly trace: string[] = [];
  #clockMs = startMs;
  #skewMs = 0;
  #requestId = 0;
  #names = 0;
  #firstFromMs = startMs;
  readonly #connections: string[] = [];
  readonly #buckets: string[] = [];
  readonly #reader: DeliveryReader;
  readonly #random: Random;
  readonly #runs: SimulatedRuns;
  readonly #loads: SimulatedLoads;
  readonly #world: SimulatedWorld;
  readonly #project: string;

  private constructor(world: SimulatedWorld, project: string, seed: number) {
    this.#world = world;
    this.#project = project;
    this.#random = randomOf(seed);
    this.#reader = new DeliveryReader(world.s3.folder);
    this.#runs = new SimulatedRuns(world, this.#random, () => this.#now());
    this.#loads = new SimulatedLoads(world, project, this.#random);
  }

  static async create(world: SimulatedWorld, seed: number): Promise<SimulatedExport> {
    const made = new SimulatedExport(world, await world.newProject(), seed);
    for (const _ of ["A", "B"]) await made.#connect((await world.s3.customerBucket()).target.bucket);
    // In the past, the future, or when the export is made.
    const startFromMs = made.#random.of([null, null, startMs - 20 * hourMs - 1, startMs + 9 * hourMs]);
    made.#firstFromMs = startFromMs ?? startMs;
    const { requestId } = await createRecurringExport(world.store, {
      ...{ projectId: made.#project, name: null, connectionId: made.#connection(), type: "allEvents", format: "json" },
      options: { eventId: true, jsonHeader: "eventName", parquetLayout: "map", parquetContainer: "gzip" },
      ...{ eventNames: null, nowMs: startMs, everyHours: 4, startFromMs },
    });
    made.#requestId = requestId;
    return made;
  }

  /** One thing that happens, or several at once. Gives what. */
  async step(): Promise<Step> {
    this.#clockMs += this.#random.whole(0, this.#random.chance(0.2) ? 9 * hourMs : hourMs);
    const step = this.#random.weighted(steps);
    this.trace.push(`${new Date(this.#now()).toISOString()} ${step}`);
    await this.#happenings[step]();
    return step;
  }

  /** Nothing fails any more and somebody resumes the export: whatever was due comes to its end. */
  async calmDown(): Promise<void> {
    this.#skewMs = Math.max(0, this.#skewMs);
    await this.#runs.stopRequested(this.#requestId);
    await this.#runs.goOn("none", "fail");
    await this.#runs.wakeLate();
    await this.#edit();
    await this.#allowing(["export.not_stopped"], () => this.#resume("lastRun"));
    for (let hours = 0; hours < 60; hours += 4) {
      this.#clockMs += 4 * hourMs;
      await this.#runs.tick(this.#requestId);
    }
  }

  /** What a calm export has reached: all but the last interval is delivered. */
  async isUpToDate(): Promise<boolean> {
    const [last] = await listWindows(this.#world.store, this.#requestId, { limit: 1 });
    return last?.state === "done" && last.toMs >= this.#now() - 25 * hourMs;
  }

  async observe(): Promise<Observed> {
    const { store } = this.#world;
    const windows = (await listWindows(store, this.#requestId, { limit: all })).toReversed();
    const runs = new Map(
      (await listRuns(store, this.#requestId, { limit: all })).map((run) => [run.runTimestamp, run]),
    );
    return {
      firstFromMs: this.#firstFromMs,
      windows: windows.map(({ runTimestamp, ...window }) => {
        const run = runTimestamp === null ? undefined : runs.get(runTimestamp);
        return { ...window, run: run ? { ...run, bucket: run.target.bucket } : null };
      }),
      records: this.#loads.records,
      manifests: await this.#reader.manifests(this.#buckets, this.#requestId),
    };
  }

  /** Objects that a retry wrote with other bytes. */
  get changedObjects(): readonly string[] {
    return this.#reader.changed;
  }

  readonly #happenings: Readonly<Record<Step, () => Promise<unknown>>> = {
    load: () => this.#loads.load(this.#now()),
    loadAtBorder: async () => this.#loads.load((await this.#borderMs()) + this.#random.whole(-1, 1)),
    // By a clock that was set back behind a window that is planned already, or done.
    loadBehind: async () => {
      await this.#tick(1);
      const [last] = await listWindows(this.#world.store, this.#requestId, { limit: 1 });
      await this.#loads.load((last?.toMs ?? this.#now()) - this.#random.whole(1, hourMs));
    },
    tick: () => this.#tick(1),
    loadWhileTicking: async () => {
      const borderMs = await this.#borderMs();
      const clockMs = this.#random.chance(0.5) ? this.#now() : borderMs - this.#random.whole(0, 2);
      await Promise.all([this.#tick(1), this.#loads.load(clockMs)]);
    },
    stopWhileTicking: () => Promise.all([this.#tick(1), this.#stop()]),
    manyTicks: () => this.#tick(this.#random.whole(2, 4)),
    goOn: () => this.#runs.goOn(this.#mishap(), this.#ending()),
    wakeLate: () => this.#runs.wakeLate(),
    stop: () => this.#stop(),
    reconcile: () => this.#runs.stopRequested(this.#requestId),
    resume: () =>
      this.#allowing(["export.not_stopped", "export.still_stopping", "connection.not_found"], () =>
        this.#resume(this.#random.of(["lastRun", "now"])),
      ),
    edit: () => this.#edit(),
    retryByHand: () => this.#retryByHand(),
    dayDown: async () => {
      this.#clockMs += this.#random.whole(20, 60) * hourMs;
    },
    stepClock: async () => {
      const farMs = this.#random.of([3 * minuteMs, hourMs, 11 * hourMs]);
      this.#skewMs = this.#random.whole(-farMs, farMs);
    },
    deleteConnection: () => this.#deleteConnection(),
    outage: () => this.#outage(),
  };

  #now(): number {
    return this.#clockMs + this.#skewMs;
  }

  #mishap(): Mishap {
    return this.#random.weighted(mishaps);
  }

  #ending(): Ending {
    return this.#random.chance(0.7) ? "fail" : "hang";
  }

  #tick(impulses: number): Promise<void> {
    const [mishap, ending] = [() => this.#mishap(), () => this.#ending()];
    return this.#runs.tick(this.#requestId, { impulses, mishap, ending });
  }

  /** Where the last window ended, or where the next one is going to. */
  async #borderMs(): Promise<number> {
    const { recurrence } = await getExport(this.#world.store, this.#project, this.#requestId);
    const [last] = await listWindows(this.#world.store, this.#requestId, { limit: 1 });
    const next = recurrence?.nextRunMs ? recurrence.nextRunMs - minuteMs : null;
    return this.#random.chance(0.5) ? (last?.toMs ?? this.#firstFromMs) : (next ?? this.#now());
  }

  async #stop(): Promise<void> {
    await this.#allowing(["export.already_stopped"], () =>
      stopExport(this.#world.store, this.#project, this.#requestId, this.#now()),
    );
    // Or whoever is to tell the workflow dies, and the reconciler tells it later.
    if (this.#random.chance(0.6)) await this.#runs.stopRequested(this.#requestId);
  }

  #resume(from: "lastRun" | "now"): Promise<void> {
    this.trace.push(`  from ${from}`);
    return resumeExport(this.#world.store, this.#project, this.#requestId, { from, nowMs: this.#now() });
  }

  async #edit(): Promise<void> {
    const events = this.#random.of([["Charged"], ["Viewed", "Left / came"], ["Charged", "Ünïcode", "nobody's"]]);
    await editExport(this.#world.store, this.#project, this.#requestId, {
      everyHours: this.#random.of([4, 4, 5, 8, 24]),
      format: this.#random.of(["json", "csv"]),
      eventNames: this.#random.chance(0.5) ? [...eventNames] : events,
      connectionId: this.#connection(),
    });
  }

  async #retryByHand(): Promise<void> {
    const [latest] = await listRuns(this.#world.store, this.#requestId, { limit: 1 });
    if (!latest) return;
    const { runId } = latest;
    // As somebody does whose bucket refused it.
    if (this.#random.chance(0.5)) await this.#edit();
    await this.#allowing(["run.not_retryable", "run.window_skipped", "connection.not_found"], async () => {
      const execution = await reopenRun(this.#world.store, runId);
      // Between the two, the schedule may have come first.
      if (this.#random.chance(0.5)) return;
      if (this.#random.chance(0.5)) await this.#tick(1);
      const run = await getRun(this.#world.store, runId);
      if (run.execution === execution) await this.#runs.start(run, this.#mishap(), this.#ending());
    });
  }

  async #deleteConnection(): Promise<void> {
    const { connectionId } = await getExport(this.#world.store, this.#project, this.#requestId);
    await this.#allowing(["connection.in_use", "connection.not_found"], async () => {
      await deleteConnection(this.#world.store, this.#project, connectionId);
      this.trace.push("  gone");
      const [bucket = ""] = this.#buckets.splice(this.#connections.indexOf(connectionId), 1);
      this.#connections.splice(this.#connections.indexOf(connectionId), 1);
      await this.#connect(bucket);
    });
  }

  /** Everything fails until the export gives up. */
  async #outage(): Promise<void> {
    const isStopped = async () =>
      (await getExport(this.#world.store, this.#project, this.#requestId)).recurrence?.stopped != null;
    if (await isStopped()) return;
    await this.#runs.goOn("none", "fail");
    for (let hours = 0; !(await isStopped()); hours += 5) {
      if (hours > 200) throw new Error("it never gives up");
      this.#clockMs += 5 * hourMs;
      await this.#runs.tick(this.#requestId, { mishap: () => this.#random.of(["beforePlan", "afterPlan"]) });
    }
    this.trace.push("  it stopped itself");
  }

  #connection(): string {
    const [first = "", ...others] = this.#connections;
    return this.#random.of([first, ...others]);
  }

  async #connect(bucket: string): Promise<void> {
    const credentials = await this.#world.s3.customer(bucket);
    const target: ConnectionTarget = { ...this.#place(bucket), encryption: { type: "none" } };
    const { id } = await createConnection(this.#world.store, this.#world.masterKeys, {
      ...{ projectId: this.#project, name: `connection ${++this.#names}`, target, credentials },
    });
    this.#connections.push(id);
    this.#buckets.push(bucket);
  }

  #place(bucket: string) {
    const { endpoint, region } = this.#world.s3;
    return { bucket, region, prefix: "", endpoint, pathStyle: true };
  }

  /** Does what may be refused. */
  async #allowing(codes: readonly string[], act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (!(error instanceof SluiceError) || !codes.includes(error.code)) throw error;
      this.trace.push(`  ${error.code}`);
    }
  }
}
