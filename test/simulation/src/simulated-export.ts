import { createRecurringExport, getExport, listRuns, listWindows } from "@sluice/config-store";
import type { Observed } from "./check-promise.ts";
import { randomOf } from "./random.ts";
import { DeliveryReader } from "./read-deliveries.ts";
import { SimulatedConnections } from "./simulated-connections.ts";
import { SimulatedLakeCare } from "./simulated-lake-care.ts";
import { SimulatedLoads } from "./simulated-loads.ts";
import { type OwnedExport, SimulatedOwner } from "./simulated-owner.ts";
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
  freezeLoader: 2,
  wakeLoader: 3,
  compact: 6,
  compactWhileTicking: 3,
  removeReplaced: 3,
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

interface MadeExport extends Pick<OwnedExport, "world" | "project" | "requestId" | "connections" | "random"> {
  readonly firstFromMs: number;
}

/** One recurring export of a project of its own, and everything that can happen to it. */
export class SimulatedExport implements Disposable {
  readonly trace: string[] = [];
  #clockMs = startMs;
  #skewMs = 0;
  readonly #made: MadeExport;
  readonly #reader: DeliveryReader;
  readonly #runs: SimulatedRuns;
  readonly #loads: SimulatedLoads;
  readonly #lakeCare: SimulatedLakeCare;
  readonly #owner: SimulatedOwner;

  private constructor(made: MadeExport) {
    const { world, project, random } = made;
    this.#made = made;
    this.#reader = new DeliveryReader(world.s3.folder);
    this.#runs = new SimulatedRuns(world, random, () => this.#now());
    this.#loads = new SimulatedLoads(world, project, random);
    this.#lakeCare = new SimulatedLakeCare(world, project, random, () => this.#now());
    this.#owner = new SimulatedOwner({
      ...made,
      runs: this.#runs,
      now: () => this.#now(),
      note: (text) => this.trace.push(`  ${text}`),
      tick: () => this.#tick(1),
      mishap: () => this.#mishap(),
      ending: () => this.#ending(),
    });
  }

  static async create(world: SimulatedWorld, seed: number): Promise<SimulatedExport> {
    const random = randomOf(seed);
    const project = await world.newProject();
    const connections = await SimulatedConnections.create(world, project, random);
    // In the past, the future, or when the export is made.
    const startFromMs = random.of([null, null, startMs - 20 * hourMs - 1, startMs + 9 * hourMs]);
    const { requestId } = await createRecurringExport(world.store, {
      projectId: project,
      name: null,
      connectionId: connections.any(),
      type: "allEvents",
      format: "json",
      options: {
        eventId: true,
        jsonHeader: "eventName",
        parquetLayout: "map",
        parquetContainer: "gzip",
        columnNames: "dotted",
      },
      eventNames: null,
      nowMs: startMs,
      everyHours: 4,
      startFromMs,
    });
    return new SimulatedExport({ world, project, requestId, connections, random, firstFromMs: startFromMs ?? startMs });
  }

  /** One thing that happens, or several at once. Gives what. */
  async step(): Promise<Step> {
    this.#clockMs += this.#made.random.whole(0, this.#made.random.chance(0.2) ? 9 * hourMs : hourMs);
    const step = this.#made.random.weighted(steps);
    this.trace.push(`${new Date(this.#now()).toISOString()} ${step}`);
    await this.#happenings[step]();
    return step;
  }

  /** Nothing fails any more and somebody resumes the export: whatever was due comes to its end. */
  async calmDown(): Promise<void> {
    this.#skewMs = Math.max(0, this.#skewMs);
    await this.#runs.stopRequested(this.#made.requestId);
    await this.#runs.goOn("none", "fail");
    await this.#runs.wakeLate();
    await this.#loads.wake();
    await this.#owner.edit();
    await this.#owner.resume("lastRun");
    for (let hours = 0; hours < 60; hours += 4) {
      this.#clockMs += 4 * hourMs;
      await this.#runs.tick(this.#made.requestId);
    }
  }

  [Symbol.dispose](): void {
    this.#loads[Symbol.dispose]();
  }

  /** What a calm export has reached: all but the last interval is delivered. */
  async isUpToDate(): Promise<boolean> {
    const [last] = await listWindows(this.#made.world.store, this.#made.requestId, { limit: 1 });
    return last?.state === "done" && last.toMs >= this.#now() - 25 * hourMs;
  }

  async observe(): Promise<Observed> {
    const { store } = this.#made.world;
    const windows = (await listWindows(store, this.#made.requestId, { limit: all })).toReversed();
    const runs = new Map(
      (await listRuns(store, this.#made.requestId, { limit: all })).map((run) => [run.runTimestamp, run]),
    );
    return {
      firstFromMs: this.#made.firstFromMs,
      windows: windows.map(({ runTimestamp, ...window }) => {
        const run = runTimestamp === null ? undefined : runs.get(runTimestamp);
        return { ...window, run: run ? { ...run, bucket: run.target.bucket } : null };
      }),
      records: this.#loads.records,
      manifests: await this.#reader.manifests(this.#made.connections.buckets, this.#made.requestId),
    };
  }

  /** Objects that a retry wrote with other bytes. */
  get changedObjects(): readonly string[] {
    return this.#reader.changed;
  }

  readonly #happenings: Readonly<Record<Step, () => Promise<unknown>>> = {
    load: () => this.#loads.load(this.#now()),
    loadAtBorder: async () => this.#loads.load((await this.#borderMs()) + this.#made.random.whole(-1, 1)),
    // By a clock that was set back behind a window that is planned already, or done.
    loadBehind: async () => {
      await this.#tick(1);
      const [last] = await listWindows(this.#made.world.store, this.#made.requestId, { limit: 1 });
      await this.#loads.load((last?.toMs ?? this.#now()) - this.#made.random.whole(1, hourMs));
    },
    tick: () => this.#tick(1),
    loadWhileTicking: async () => {
      const borderMs = await this.#borderMs();
      const clockMs = this.#made.random.chance(0.5) ? this.#now() : borderMs - this.#made.random.whole(0, 2);
      await Promise.all([this.#tick(1), this.#loads.load(clockMs)]);
    },
    // It stands still with all that it knows, just before it says that its load is there.
    freezeLoader: () => this.#loads.freeze(this.#now()),
    wakeLoader: () => this.#loads.wake(),
    compact: () => this.#lakeCare.compact(),
    compactWhileTicking: () => Promise.all([this.#tick(1), this.#lakeCare.compact(), this.#loads.load(this.#now())]),
    removeReplaced: () => this.#lakeCare.removeReplaced(),
    stopWhileTicking: () => Promise.all([this.#tick(1), this.#owner.stop()]),
    manyTicks: () => this.#tick(this.#made.random.whole(2, 4)),
    goOn: () => this.#runs.goOn(this.#mishap(), this.#ending()),
    wakeLate: () => this.#runs.wakeLate(),
    stop: () => this.#owner.stop(),
    reconcile: () => this.#runs.stopRequested(this.#made.requestId),
    resume: () => this.#owner.resume(this.#made.random.of(["lastRun", "now"])),
    edit: () => this.#owner.edit(),
    retryByHand: () => this.#owner.retry(),
    dayDown: async () => {
      this.#clockMs += this.#made.random.whole(20, 60) * hourMs;
    },
    stepClock: async () => {
      const farMs = this.#made.random.of([3 * minuteMs, hourMs, 11 * hourMs]);
      this.#skewMs = this.#made.random.whole(-farMs, farMs);
    },
    deleteConnection: () => this.#owner.deleteConnection(),
    outage: () => this.#outage(),
  };

  #now(): number {
    return this.#clockMs + this.#skewMs;
  }

  #mishap(): Mishap {
    return this.#made.random.weighted(mishaps);
  }

  #ending(): Ending {
    return this.#made.random.chance(0.7) ? "fail" : "hang";
  }

  #tick(impulses: number): Promise<void> {
    const [mishap, ending] = [() => this.#mishap(), () => this.#ending()];
    return this.#runs.tick(this.#made.requestId, { impulses, mishap, ending });
  }

  /** Where the last window ended, or where the next one is going to. */
  async #borderMs(): Promise<number> {
    const { recurrence } = await getExport(this.#made.world.store, this.#made.project, this.#made.requestId);
    const [last] = await listWindows(this.#made.world.store, this.#made.requestId, { limit: 1 });
    const next = recurrence?.nextRunMs ? recurrence.nextRunMs - minuteMs : null;
    return this.#made.random.chance(0.5) ? (last?.toMs ?? this.#made.firstFromMs) : (next ?? this.#now());
  }

  /** Everything fails until the export gives up. */
  async #outage(): Promise<void> {
    const isStopped = async () =>
      (await getExport(this.#made.world.store, this.#made.project, this.#made.requestId)).recurrence?.stopped != null;
    if (await isStopped()) return;
    await this.#runs.goOn("none", "fail");
    for (let hours = 0; !(await isStopped()); hours += 5) {
      if (hours > 200) throw new Error("it never gives up");
      this.#clockMs += 5 * hourMs;
      await this.#runs.tick(this.#made.requestId, { mishap: () => this.#made.random.of(["beforePlan", "afterPlan"]) });
    }
    this.trace.push("  it stopped itself");
  }
}
