import type { EpochMs, ExportType, Format, FormatOptions, Window } from "@sluice/types";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { advisoryLocks } from "./advisory-locks.ts";
import { isUuid } from "./connections.ts";
import { connectionNotFound, idempotencyKeyReused, profileExportScheduled } from "./errors.ts";
import { insertRun } from "./insert-run.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { nextRunMsOf } from "./open-next-run.ts";
import { connections, exports_, idempotencyKeys, projects } from "./schema/tables.ts";
import { isUniqueViolation } from "./store-session.ts";

export interface NewExport {
  readonly projectId: string;
  readonly name: string | null;
  readonly connectionId: string;
  readonly type: ExportType;
  readonly format: Format;
  readonly options: FormatOptions;
  readonly eventNames: readonly string[] | null;
  readonly nowMs: EpochMs;
  readonly idempotency?: { readonly key: string; readonly requestHash: string } | undefined;
}

export interface NewOneTimeExport extends NewExport {
  readonly window: Window;
}

export interface NewRecurringExport extends NewExport {
  readonly everyHours: number;
  /** Where the first window starts, on captured-at; null for now. Profiles are all delivered first, whatever it says. */
  readonly startFromMs: EpochMs | null;
}

export interface CreatedExport {
  readonly requestId: number;
  /** False when the Idempotency-Key had made it before. */
  readonly isNew: boolean;
}

export interface CreatedRun extends CreatedExport {
  readonly runTimestamp: number;
}

/**
 * Writes an export and its run, whose timestamp is the request id. The run keeps the connection's target and credential
 * version as they are now. A profile export is refused while a recurring one is scheduled.
 */
export async function createOneTimeExport({ db }: ConfigDb, created: NewOneTimeExport): Promise<CreatedRun> {
  return db.transaction(async (tx) => {
    await lockExportMaking(tx);
    const earlier = await answeredBefore(tx, created);
    if (earlier) return { requestId: earlier, runTimestamp: earlier, isNew: false };
    if (created.type === "allProfiles") await refuseWhileScheduled(tx, created.projectId);
    const { connection, timeZone } = await placeOf(tx, created);
    const requestId = await nextRequestId(tx, created.nowMs);
    await tx.insert(exports_).values({ requestId, ...exportRow(created), frequency: "oneTime" });
    const { format, options, eventNames, window } = created;
    const run = { requestId, runTimestamp: requestId };
    await insertRun(tx, run, { connection, timeZone, format, options, eventNames, window });
    await keepIdempotencyKey(tx, created, requestId);
    return { ...run, isNew: true };
  });
}

/** Writes an export that waits for its first run. A project has one of profiles at most: a constraint sees to that. */
export async function createRecurringExport(store: ConfigDb, created: NewRecurringExport): Promise<CreatedExport> {
  try {
    return await store.db.transaction(async (tx) => {
      await lockExportMaking(tx);
      const earlier = await answeredBefore(tx, created);
      if (earlier) return { requestId: earlier, isNew: false };
      await placeOf(tx, created);
      const requestId = await nextRequestId(tx, created.nowMs);
      const row = { requestId, ...exportRow(created), ...scheduleRow(created, requestId), frequency: "recurring" };
      await tx.insert(exports_).values({ ...row, nextRunMs: nextRunMsOf(row, null, store.rules) });
      await keepIdempotencyKey(tx, created, requestId);
      return { requestId, isNew: true };
    });
  } catch (error) {
    if (isUniqueViolation(error, "one_recurring_profile_export"))
      await refuseWhileScheduled(store.db, created.projectId);
    throw error;
  }
}

/** The export that the same request with this Idempotency-Key made before; null when there was none. */
export async function findRepeatedExport(
  { db }: ConfigDb,
  request: Pick<NewExport, "projectId" | "idempotency">,
): Promise<CreatedExport | null> {
  const earlier = await answeredBefore(db, request);
  return earlier ? { requestId: earlier, isNew: false } : null;
}

/** Serialises the making of exports: request ids are unique over all projects, and profile exports exclude each other. */
export async function lockExportMaking(tx: Queries): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${advisoryLocks.exportMaking})`);
}

/** Throws when the project has a recurring profile export that is not stopped. */
export async function refuseWhileScheduled(tx: Queries, projectId: string): Promise<void> {
  const [scheduled] = await tx
    .select({ requestId: exports_.requestId, name: exports_.name })
    .from(exports_)
    .where(
      and(
        eq(exports_.projectId, projectId),
        eq(exports_.type, "allProfiles"),
        eq(exports_.frequency, "recurring"),
        isNull(exports_.stoppedAt),
      ),
    );
  if (scheduled) throw profileExportScheduled(scheduled.requestId, scheduled.name);
}

async function answeredBefore(
  tx: Queries,
  { projectId, idempotency }: Pick<NewExport, "projectId" | "idempotency">,
): Promise<number | null> {
  if (!idempotency) return null;
  const [row] = await tx
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.projectId, projectId), eq(idempotencyKeys.key, idempotency.key)));
  if (!row) return null;
  if (row.requestHash !== idempotency.requestHash) throw idempotencyKeyReused();
  return row.requestId;
}

async function keepIdempotencyKey(
  tx: Queries,
  { projectId, idempotency }: NewExport,
  requestId: number,
): Promise<void> {
  if (idempotency) await tx.insert(idempotencyKeys).values({ projectId, requestId, ...idempotency });
}

/** The connection as it is now, which no one can delete before the transaction ends. */
async function placeOf(tx: Queries, { projectId, connectionId }: NewExport) {
  if (!isUuid(connectionId)) throw connectionNotFound(connectionId);
  const [place] = await tx
    .select({ connection: connections, timeZone: projects.timeZone })
    .from(connections)
    .innerJoin(projects, eq(projects.id, connections.projectId))
    .where(and(eq(connections.id, connectionId), eq(connections.projectId, projectId), isNull(connections.deletedAt)))
    .for("share", { of: connections });
  if (!place) throw connectionNotFound(connectionId);
  return place;
}

async function nextRequestId(tx: Queries, nowMs: EpochMs): Promise<number> {
  const [latest] = await tx
    .select({ id: exports_.requestId })
    .from(exports_)
    .orderBy(desc(exports_.requestId))
    .limit(1);
  return Math.max(Math.floor(nowMs / 1_000), (latest?.id ?? 0) + 1);
}

function exportRow({ projectId, name, connectionId, type, format, options, eventNames }: NewExport) {
  return { projectId, name, connectionId, type, format, options, eventNames, status: "Pending" };
}

/** Scheduled times count from the start of the first window, in whole seconds, as run timestamps do. */
function scheduleRow({ type, everyHours, startFromMs, nowMs }: NewRecurringExport, requestId: number) {
  const anchorSeconds = startFromMs === null ? requestId : Math.floor(startFromMs / 1_000);
  return {
    everyHours,
    scheduleAnchorMs: anchorSeconds * 1_000,
    firstFromMs: type === "allProfiles" ? 0 : (startFromMs ?? nowMs),
    scheduleRevision: 1,
  };
}
