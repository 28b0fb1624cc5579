import { minCutBytes, planRun as planSegments } from "@sluice/chunking";
import { type ConfigDb, getRun, markRunRunning, type PlanCounts, type Run, savePlan } from "@sluice/config-store";
import type { EventSource } from "@sluice/event-source";
import { type JobQueue, purgeRun } from "@sluice/job-queue";
import { eventKeyTexts, maxKeyTextBytes } from "@sluice/naming";
import type { EpochMs, PlannedSegment, SegmentLimits } from "@sluice/types";
import { cancellationSignal, heartbeat } from "@temporalio/activity";
import type { PlannedRun, RunExecution } from "../workflows/run-activities.ts";
import { runEnded } from "./errors.ts";

export interface PlanRunDependencies {
  readonly store: ConfigDb;
  readonly queue: JobQueue;
  readonly source: EventSource;
  readonly segmentLimits: SegmentLimits;
  /** A segment with more records than this has a job of its own. */
  readonly maxRecordsPerJob: number;
  readonly jobsInFlight: number;
  readonly now: () => EpochMs;
}

/** So many small segments share a job, so that hundreds of small events don't cost hundreds of round trips. */
const maxSegmentsPerJob = 64;
/** Text that several encoders can share, even if it is of few records. */
const maxBytesPerJob = minCutBytes;
const heartbeatMs = 2_000;

/** Plans a run once: the first plan that is stored is the run's plan for ever, also when the run is retried. */
export async function planRun(deps: PlanRunDependencies, { runId, execution }: RunExecution): Promise<PlannedRun> {
  const { store, queue, jobsInFlight } = deps;
  const beat = setInterval(() => heartbeat(), heartbeatMs);
  try {
    const run = await getRun(store, runId);
    // What an earlier execution left behind must not be taken for an answer to this one.
    await purgeRun(queue, run.format, runId);
    if (!(await markRunRunning(store, runId, execution))) throw runEnded(runId);
    const { jobs, records } = run.plan ? { ...run.plan, records: run.plan.expectedRecords } : await makePlan(deps, run);
    return { format: run.format, jobs, records, jobsInFlight };
  } finally {
    clearInterval(beat);
  }
}

async function makePlan(deps: PlanRunDependencies, run: Run): Promise<PlanCounts> {
  const { store, source, segmentLimits } = deps;
  // A window on captured-at is a snapshot itself: what comes later belongs to a later window.
  const snapshotMs = run.window.axis === "capturedAt" ? run.window.toMs : deps.now();
  await source.seal(run.projectId, snapshotMs);
  const plan = await planSegments(segmentsOf(source, run, snapshotMs, segmentLimits), {
    job: { maxSegments: maxSegmentsPerJob, maxRecords: deps.maxRecordsPerJob, maxSourceBytes: maxBytesPerJob },
    keyTexts: (names) => eventKeyTexts(names, maxKeyTextBytes(run.target.prefix)),
  });
  return savePlan(store, run.runId, plan, snapshotMs);
}

function segmentsOf(
  source: EventSource,
  { projectId: project, type, window, eventNames }: Run,
  capturedBeforeMs: EpochMs,
  limits: SegmentLimits,
): AsyncIterable<PlannedSegment> {
  const signal = cancellationSignal();
  return type === "allProfiles"
    ? source.planProfiles({ project, capturedFromMs: window.fromMs, capturedBeforeMs }, limits, signal)
    : source.plan({ project, window, eventNames, capturedBeforeMs }, limits, signal);
}
