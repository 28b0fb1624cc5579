import type {
  ConnectionTarget,
  Format,
  FormatOptions,
  OpenedCredentials,
  PlannedEvent,
  RunId,
  RunSegment,
} from "@sluice/types";
import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
import { openCredentials } from "./connections.ts";
import { runNotFound } from "./errors.ts";
import type { ConfigDb } from "./open-config-store.ts";
import { isRun, runKeyOf } from "./run-key.ts";
import { plannedEventSchema } from "./run-plans.ts";
import { getRun } from "./runs.ts";
import { runEvents, runJobs } from "./schema/tables.ts";
import type { MasterKeys } from "./sealed-credentials.ts";

/** Everything an encoder needs for one job. */
export interface EncodeJob {
  readonly runId: RunId;
  readonly requestId: number;
  readonly runTimestamp: number;
  readonly projectId: string;
  readonly timeZone: string;
  readonly format: Format;
  readonly options: FormatOptions;
  readonly target: ConnectionTarget;
  readonly credentials: OpenedCredentials;
  readonly segments: readonly { readonly segment: RunSegment; readonly event: PlannedEvent }[];
}

/** `over` when there is nothing left to do: the run has ended, or the job is done already. */
export type LoadedJob =
  | { readonly state: "open"; readonly job: EncodeJob }
  | { readonly state: "done" }
  | { readonly state: "over" };

const segmentSchema = z.object({
  eventIndex: z.int(),
  databaseId: z.int(),
  index: z.int(),
  count: z.int(),
  records: z.int(),
  sourceBytes: z.int(),
  token: z.string(),
});

export async function loadEncodeJob(
  store: ConfigDb,
  keys: MasterKeys,
  runId: RunId,
  jobIndex: number,
): Promise<LoadedJob> {
  const key = runKeyOf(runId);
  const run = await getRun(store, runId);
  if (run.status !== "Running") return { state: "over" };
  const [row] = await store.db
    .select({ segments: runJobs.segments, done: runJobs.done })
    .from(runJobs)
    .where(and(isRun(runJobs, key), eq(runJobs.jobIndex, jobIndex)));
  if (!row) throw runNotFound(`${runId}, job ${jobIndex}`);
  if (row.done) return { state: "done" };
  const segments = z.array(segmentSchema).parse(row.segments);
  const events = await plannedEvents(store, runId, new Set(segments.map(({ eventIndex }) => eventIndex)));
  const credentials = await openCredentials(store, keys, run.connectionId, run.credentialVersion);
  const { requestId, runTimestamp, projectId, timeZone, format, options, target } = run;
  return {
    state: "open",
    job: {
      runId,
      requestId,
      runTimestamp,
      projectId,
      timeZone,
      format,
      options,
      target,
      credentials,
      segments: segments.map((segment) => {
        const event = events.get(segment.eventIndex);
        if (!event) throw runNotFound(`${runId}, event ${segment.eventIndex}`);
        return { segment, event };
      }),
    },
  };
}

async function plannedEvents(
  { db }: ConfigDb,
  runId: RunId,
  indexes: ReadonlySet<number>,
): Promise<ReadonlyMap<number, PlannedEvent>> {
  const rows = await db
    .select({ event: runEvents.event })
    .from(runEvents)
    .where(and(isRun(runEvents, runKeyOf(runId)), inArray(runEvents.eventIndex, [...indexes])));
  return new Map(rows.map(({ event }) => plannedEventSchema.parse(event)).map((event) => [event.eventIndex, event]));
}

/** How many records of a job have been encoded; never goes back within an execution. */
export async function recordJobProgress(
  { db }: ConfigDb,
  runId: RunId,
  jobIndex: number,
  records: number,
): Promise<void> {
  await db
    .update(runJobs)
    .set({ progress: sql`greatest(${runJobs.progress}, ${records})` })
    .where(and(isRun(runJobs, runKeyOf(runId)), eq(runJobs.jobIndex, jobIndex)));
}
