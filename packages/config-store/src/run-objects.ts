import { isDeepStrictEqual } from "node:util";
import {
  type ConnectionTarget,
  connectionTargetSchema,
  type DeliveredObject,
  deliveredObjectSchema,
  type RunId,
} from "@sluice/types";
import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { ConfigDb } from "./open-config-store.ts";
import { isRun, runKeyOf } from "./run-key.ts";
import { note } from "./run-timeline.ts";
import { runJobs, runObjects, runs } from "./schema/tables.ts";
import { storableText } from "./storable-text.ts";

export interface StoredObject {
  readonly eventIndex: number;
  readonly object: DeliveredObject;
}

/** Where a page of objects ends, in file order. */
export interface ObjectPlace {
  readonly eventIndex: number;
  readonly databaseId: number;
  readonly fileIndex: number;
}

/** PostgreSQL takes 65,535 values in a statement. */
const rowsPerInsert = 1_000;

/**
 * Writes down what a job delivered to a place, once, however often it is called; the run's figures grow with it. False
 * when the run delivers to another place by now: then nothing changes, and its job has to be done there.
 */
export async function recordJobDone(
  { db }: ConfigDb,
  runId: RunId,
  jobIndex: number,
  delivered: readonly StoredObject[],
  target: ConnectionTarget,
): Promise<boolean> {
  const run = runKeyOf(runId);
  return db.transaction(async (tx) => {
    // The run before its job, as everywhere: a retry takes them in this order too, and mustn't wait in a circle.
    const [goesTo] = await tx.select({ target: runs.target }).from(runs).where(isRun(runs, run)).for("update");
    if (!isDeepStrictEqual(connectionTargetSchema.parse(goesTo?.target), target)) return false;
    const [job] = await tx
      .update(runJobs)
      .set({ done: true, progress: runJobs.records })
      .where(and(isRun(runJobs, run), eq(runJobs.jobIndex, jobIndex), eq(runJobs.done, false)))
      .returning({ records: runJobs.records });
    if (!job) return true;
    for (let start = 0; start < delivered.length; start += rowsPerInsert) {
      await tx.insert(runObjects).values(
        delivered.slice(start, start + rowsPerInsert).map(({ eventIndex, object }) => ({
          ...run,
          eventIndex,
          jobIndex,
          databaseId: object.databaseId,
          fileIndex: object.fileIndex,
          object,
        })),
      );
    }
    const [row] = await tx
      .update(runs)
      .set({
        jobsDone: sql`${runs.jobsDone} + 1`,
        objects: sql`${runs.objects} + ${delivered.length}`,
        records: sql`${runs.records} + ${sum(delivered, "records")}`,
        bytes: sql`${runs.bytes} + ${sum(delivered, "bytes")}`,
        updatedAt: sql`now()`,
      })
      .where(and(isRun(runs, run), inArray(runs.status, ["Pending", "Running", "Stopped", "Failed"])))
      .returning({ objects: runs.objects });
    if (row && row.objects === delivered.length && delivered[0]) {
      await note(tx, run, "firstObject", storableText(delivered[0].object.key));
    }
    return true;
  });
}

/** A job's totals, once it is done. */
export async function jobTotals({ db }: ConfigDb, runId: RunId, jobIndex: number) {
  const rows = await db
    .select({ object: runObjects.object })
    .from(runObjects)
    .where(and(isRun(runObjects, runKeyOf(runId)), eq(runObjects.jobIndex, jobIndex)));
  const objects = rows.map(({ object }) => ({ eventIndex: 0, object: deliveredObjectSchema.parse(object) }));
  return { records: sum(objects, "records"), bytes: sum(objects, "bytes"), objects: objects.length };
}

/** A run's objects in file order: event, database, file index. */
export async function listRunObjects(
  { db }: ConfigDb,
  runId: RunId,
  { after, limit }: { readonly after?: ObjectPlace | undefined; readonly limit: number },
): Promise<{ readonly place: ObjectPlace; readonly object: DeliveredObject }[]> {
  const rows = await db
    .select()
    .from(runObjects)
    .where(and(isRun(runObjects, runKeyOf(runId)), after && isAfter(after)))
    .orderBy(asc(runObjects.eventIndex), asc(runObjects.databaseId), asc(runObjects.fileIndex))
    .limit(limit);
  return rows.map(({ eventIndex, databaseId, fileIndex, object }) => ({
    place: { eventIndex, databaseId, fileIndex },
    object: deliveredObjectSchema.parse(object),
  }));
}

const page = 1_000;

export async function* allRunObjects(store: ConfigDb, runId: RunId): AsyncGenerator<DeliveredObject> {
  let after: ObjectPlace | undefined;
  for (;;) {
    const objects = await listRunObjects(store, runId, { after, limit: page });
    for (const { object } of objects) yield object;
    after = objects.at(-1)?.place;
    if (objects.length < page) return;
  }
}

/** What a run has encoded so far, jobs in progress included. */
export async function encodedRecords({ db }: ConfigDb, runId: RunId): Promise<number> {
  const [row] = await db
    .select({ records: sql<string>`coalesce(sum(${runJobs.progress}), 0)` })
    .from(runJobs)
    .where(isRun(runJobs, runKeyOf(runId)));
  return Number(row?.records ?? 0);
}

function isAfter({ eventIndex, databaseId, fileIndex }: ObjectPlace): SQL {
  return sql`(${runObjects.eventIndex}, ${runObjects.databaseId}, ${runObjects.fileIndex}) > (${eventIndex}, ${databaseId}, ${fileIndex})`;
}

function sum(objects: readonly StoredObject[], field: "records" | "bytes"): number {
  return objects.reduce((total, { object }) => total + object[field], 0);
}
