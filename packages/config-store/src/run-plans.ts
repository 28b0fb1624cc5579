import { type EpochMs, eventSchemaSchema, type PlannedEvent, type RunId, type RunPlan } from "@sluice/types";
import { and, asc, gte } from "drizzle-orm";
import { z } from "zod";
import { counted } from "./counted.ts";
import { runNotFound } from "./errors.ts";
import type { ConfigDb } from "./open-config-store.ts";
import { isRun, runKeyOf } from "./run-key.ts";
import { note } from "./run-timeline.ts";
import { runEvents, runJobs, runs } from "./schema/tables.ts";

export interface PlanCounts {
  readonly jobs: number;
  readonly records: number;
}

/** A job may have 64 segments with tokens of some KiB each, an event thousands of keys. */
const rowsPerInsert = 100;

/** Stores a run's plan, all of it or nothing. Where there is one already, that one stays and its counts are given. */
export async function savePlan(
  { db }: ConfigDb,
  runId: RunId,
  plan: RunPlan,
  snapshotMs: EpochMs,
): Promise<PlanCounts> {
  const run = runKeyOf(runId);
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(runs).where(isRun(runs, run)).for("update");
    if (!row) throw runNotFound(runId);
    if (row.plannedJobs !== null) return { jobs: row.plannedJobs, records: row.expectedRecords ?? 0 };
    for (const events of chunks(plan.events, rowsPerInsert)) {
      await tx.insert(runEvents).values(events.map((event) => ({ ...run, eventIndex: event.eventIndex, event })));
    }
    let jobIndex = 0;
    for (const jobs of chunks(plan.jobs, rowsPerInsert)) {
      await tx
        .insert(runJobs)
        .values(
          jobs.map(({ label, records, segments }) => ({ ...run, jobIndex: jobIndex++, label, records, segments })),
        );
    }
    const { expectedRecords } = plan;
    await tx.update(runs).set({ snapshotMs, expectedRecords, plannedJobs: plan.jobs.length }).where(isRun(runs, run));
    await note(tx, run, "planned", planText(plan));
    return { jobs: plan.jobs.length, records: expectedRecords };
  });
}

function planText({ expectedRecords, events, jobs }: RunPlan): string {
  const isOfProfiles = events.some(({ eventName }) => eventName === null);
  const what = isOfProfiles
    ? counted(expectedRecords, "profile")
    : `${counted(expectedRecords, "record")} of ${counted(events.length, "event")}`;
  return `${what} in ${counted(jobs.length, "job")}`;
}

export interface ListedJob {
  readonly jobIndex: number;
  readonly label: string;
  readonly records: number;
  readonly done: boolean;
}

/** Jobs from one index on, in order. */
export async function listJobs(
  { db }: ConfigDb,
  runId: RunId,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<ListedJob[]> {
  const rows = await db
    .select({ jobIndex: runJobs.jobIndex, label: runJobs.label, records: runJobs.records, done: runJobs.done })
    .from(runJobs)
    .where(and(isRun(runJobs, runKeyOf(runId)), gte(runJobs.jobIndex, from)))
    .orderBy(asc(runJobs.jobIndex))
    .limit(limit);
  return rows.map((row) => ({ ...row, label: z.string().parse(row.label) }));
}

export const plannedEventSchema = z.object({
  eventIndex: z.int(),
  eventName: z.string().nullable(),
  keyText: z.string(),
  records: z.int(),
  schema: eventSchemaSchema,
});

/** The events of a run's plan, in order. */
export async function listPlannedEvents({ db }: ConfigDb, runId: RunId): Promise<PlannedEvent[]> {
  const rows = await db
    .select({ event: runEvents.event })
    .from(runEvents)
    .where(isRun(runEvents, runKeyOf(runId)))
    .orderBy(asc(runEvents.eventIndex));
  return rows.map(({ event }) => plannedEventSchema.parse(event));
}

function* chunks<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += size) yield list.slice(start, start + size);
}
