import type { EpochMs } from "@sluice/types";
import { and, eq, inArray, isNotNull, lt, ne, not, or, sql } from "drizzle-orm";
import { hasOpenWindow } from "./has-open-window.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { isRun, type RunKey } from "./run-key.ts";
import {
  apiTokens,
  forgetRequests,
  idempotencyKeys,
  idempotentAnswers,
  runErrors,
  runEvents,
  runJobs,
  runObjects,
  runs,
  runTimeline,
  webhookAttempts,
  webhookDeliveries,
} from "./schema/tables.ts";
import { forgetSessions } from "./web-sessions.ts";

/**
 * How much of a run is kept. `all` from its begin; `delivery` once it is done and its manifest stored, when nobody needs
 * its plan; `expiring` and then `record` when it ended long ago: of those the row alone stays, as the history of its
 * export and the link between the windows of a chain.
 */
export type Kept = "all" | "delivery" | "expiring" | "record";

export interface Forgetting {
  /** What ended before goes. */
  readonly beforeMs: EpochMs;
  /** How many rows a statement deletes at most, of each table. */
  readonly rows: number;
}

/**
 * Forgets a little of what nobody needs any more: a run at a time, and of it so many rows at once. Gives false when
 * nothing is left to forget. Harmless to break off anywhere and to repeat.
 */
export async function forgetPlans({ db }: ConfigDb, { rows }: Pick<Forgetting, "rows">): Promise<boolean> {
  const run = await nextRun(db, and(eq(runs.kept, "all"), eq(runs.status, "Done")));
  if (!run) return false;
  if (await emptied(db, run, [runJobs, runEvents], rows)) await keep(db, run, { kept: "delivery" });
  return true;
}

/** The same for everything that grows with time and has an age. */
export async function forgetOld({ db }: ConfigDb, forgetting: Forgetting): Promise<boolean> {
  if (await expireRun(db, forgetting)) return true;
  let deleted = 0;
  for (const forget of [forgetDeliveries, forgetAnswers, forgetTokens, forgetSessions, forgetForgetRequests])
    deleted += await forget(db, forgetting);
  return deleted > 0;
}

/** A run whose window is open may be tried again, however old it is, and needs what it has. */
async function expireRun(db: Queries, { beforeMs, rows }: Forgetting): Promise<boolean> {
  const isOld = and(
    inArray(runs.kept, ["all", "delivery"]),
    inArray(runs.status, ["Done", "Failed", "Stopped"]),
    lt(runs.endedAt, new Date(beforeMs)),
    not(hasOpenWindow(db)),
  );
  const old = await nextRun(db, isOld);
  // Said first, so that nobody retries what is being forgotten.
  if (old)
    await db
      .update(runs)
      .set({ kept: "expiring" })
      .where(and(isRun(runs, old), isOld));
  const run = await nextRun(db, eq(runs.kept, "expiring"));
  if (!run) return false;
  const details = [runJobs, runEvents, runObjects, runTimeline, runErrors];
  if (await emptied(db, run, details, rows)) await keep(db, run, { kept: "record", manifestText: null });
  return true;
}

async function forgetDeliveries(db: Queries, { beforeMs, rows }: Forgetting): Promise<number> {
  const old = await db
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(and(ne(webhookDeliveries.status, "Pending"), lt(webhookDeliveries.endedAt, new Date(beforeMs))))
    .limit(rows);
  if (old.length === 0) return 0;
  const ids = old.map(({ id }) => id);
  await db.delete(webhookAttempts).where(inArray(webhookAttempts.deliveryId, ids));
  // One that was begun anew meanwhile has its new attempts, and stays.
  const done = and(inArray(webhookDeliveries.id, ids), ne(webhookDeliveries.status, "Pending"));
  return (await db.delete(webhookDeliveries).where(done)).rowCount ?? 0;
}

async function forgetAnswers(db: Queries, { beforeMs }: Forgetting): Promise<number> {
  const before = new Date(beforeMs);
  const answers = await db.delete(idempotentAnswers).where(lt(idempotentAnswers.claimedAt, before));
  const keys = await db.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, before));
  return (answers.rowCount ?? 0) + (keys.rowCount ?? 0);
}

async function forgetTokens(db: Queries, { beforeMs }: Forgetting): Promise<number> {
  const before = new Date(beforeMs);
  const isOver = or(
    lt(apiTokens.revokedAt, before),
    and(isNotNull(apiTokens.expiresAt), lt(apiTokens.expiresAt, before)),
  );
  return (await db.delete(apiTokens).where(isOver)).rowCount ?? 0;
}

async function forgetForgetRequests(db: Queries, { beforeMs }: Forgetting): Promise<number> {
  return (await db.delete(forgetRequests).where(lt(forgetRequests.endedAt, new Date(beforeMs)))).rowCount ?? 0;
}

async function nextRun(db: Queries, condition: ReturnType<typeof and>): Promise<RunKey | undefined> {
  const [run] = await db
    .select({ requestId: runs.requestId, runTimestamp: runs.runTimestamp })
    .from(runs)
    .where(condition)
    .limit(1);
  return run;
}

type RunTable = typeof runJobs | typeof runEvents | typeof runObjects | typeof runTimeline | typeof runErrors;

/** Deletes rows of a run, so many of each table; true when there were not so many, and so none is left. */
async function emptied(db: Queries, run: RunKey, tables: readonly RunTable[], rows: number): Promise<boolean> {
  let isEmpty = true;
  for (const table of tables) {
    const some = sql`select ctid from ${table} where ${isRun(table, run)} limit ${rows}`;
    const { rowCount } = await db.delete(table).where(sql`ctid in (${some})`);
    isEmpty &&= (rowCount ?? 0) < rows;
  }
  return isEmpty;
}

async function keep(db: Queries, run: RunKey, change: { readonly kept: Kept; readonly manifestText?: null }) {
  await db.update(runs).set(change).where(isRun(runs, run));
}
