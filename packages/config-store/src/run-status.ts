import type { EpochMs, Failure, RunId, RunStatus, Totals } from "@sluice/types";
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { counted } from "./counted.ts";
import { exportAfterRun } from "./export-after-run.ts";
import { lockExport } from "./lock-export.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { lastWindow } from "./open-next-run.ts";
import { isRun, type RunKey, runKeyOf } from "./run-key.ts";
import { queueRunMessages, type StoppedItself } from "./run-messages.ts";
import { lastNote, note } from "./run-timeline.ts";
import { exports_, runs, windows } from "./schema/tables.ts";
import { storableText } from "./storable-text.ts";

type RunChange = Partial<typeof runs.$inferInsert>;

/** A run that has ended stays as it is, whatever comes late. */
const living = ["Pending", "Running"] satisfies RunStatus[];

/** Notes that the current execution's workflow exists. */
export async function markRunStarted({ db }: ConfigDb, runId: RunId): Promise<void> {
  await db
    .update(runs)
    .set({ started: true })
    .where(isRun(runs, runKeyOf(runId)));
}

/** False when the run has ended, or another execution has begun; harmless to repeat. */
export async function markRunRunning({ db }: ConfigDb, runId: RunId, execution: number): Promise<boolean> {
  const run = runKeyOf(runId);
  return db.transaction(async (tx) => {
    await lockExport(tx, run.requestId);
    const [row] = await tx
      .select({ status: runs.status })
      .from(runs)
      .where(and(isRun(runs, run), inArray(runs.status, living), eq(runs.execution, execution)))
      .for("update");
    if (!row) return false;
    if (row.status === "Running") return true;
    await tx
      .update(runs)
      .set({ status: "Running", started: true, startedAt: sql`coalesce(${runs.startedAt}, now())` })
      .where(isRun(runs, run));
    await setExportStatus(tx, run, "Running");
    await note(tx, run, "started");
    return true;
  });
}

/** Says what a run waits for, or that it doesn't any more. */
export async function setRunWaiting({ db }: ConfigDb, runId: RunId, waiting: string | null): Promise<void> {
  const run = runKeyOf(runId);
  await db.transaction(async (tx) => {
    const [before] = await tx
      .select({ waiting: runs.waiting })
      .from(runs)
      .where(and(isRun(runs, run), inArray(runs.status, living)))
      .for("update");
    if (before === undefined || before.waiting === waiting) return;
    await tx.update(runs).set({ waiting, updatedAt: sql`now()` }).where(isRun(runs, run));
    if (waiting !== null && !(await isNoted(tx, run, waiting))) await note(tx, run, "waiting", waiting);
  });
}

/** A run may wait again and again, and its place in the queue change all the time: news is only what begins. */
async function isNoted(tx: Queries, run: RunKey, waiting: string): Promise<boolean> {
  const last = await lastNote(tx, run);
  return last?.kind === "waiting" && last.detail !== null && withoutPlace(last.detail) === withoutPlace(waiting);
}

function withoutPlace(waiting: string): string {
  return waiting.replace(/,.*/, "");
}

export interface DeliveredRun {
  readonly manifestKey: string;
  readonly manifestText: string;
  readonly totals: Totals;
}

/** These three end a run, once: false when it had ended before, and then nothing changes. */
export async function finishRun(
  store: ConfigDb,
  runId: RunId,
  delivered: DeliveredRun,
  when: EndOfRun = {},
): Promise<boolean> {
  const { manifestKey, manifestText, totals } = delivered;
  const { records, objects, bytes } = totals;
  const detail = `${counted(records, "record")} in ${counted(objects, "object")}, ${counted(bytes, "byte")}`;
  return end(store, runId, "Done", { manifestKey, manifestText, records, objects, bytes }, detail, when);
}

export async function failRun(store: ConfigDb, runId: RunId, failure: Failure, when: EndOfRun = {}): Promise<boolean> {
  const { code, message } = failure;
  const change = { errorCode: code, errorMessage: storableText(message) };
  return end(store, runId, "Failed", change, storableText(`${code}: ${message}`), when);
}

export async function stopRun(store: ConfigDb, runId: RunId, when: EndOfRun = {}): Promise<boolean> {
  return end(store, runId, "Stopped", {}, null, when);
}

export interface EndOfRun {
  /** Ends this execution only: a message about an earlier one that comes late changes nothing. */
  readonly execution?: number | undefined;
  readonly nowMs?: EpochMs | undefined;
}

async function end(
  { db, rules }: ConfigDb,
  runId: RunId,
  status: "Done" | "Failed" | "Stopped",
  change: RunChange,
  detail: string | null,
  { execution, nowMs = Date.now() }: EndOfRun,
): Promise<boolean> {
  const run = runKeyOf(runId);
  const kinds = { Done: "done", Failed: "failed", Stopped: "stopped" } as const;
  return db.transaction(async (tx) => {
    const found = await lockExport(tx, run.requestId);
    const isExecution = execution === undefined ? undefined : eq(runs.execution, execution);
    const [row] = await tx
      .update(runs)
      .set({ ...change, status, waiting: null, endedAt: sql`now()`, updatedAt: sql`now()` })
      .where(and(isRun(runs, run), inArray(runs.status, living), isExecution))
      .returning();
    if (!row || !found) return false;
    if (status === "Done") await closeWindow(tx, run);
    const endedRun = { status, detail, lastWindow: await lastWindow(tx, run.requestId) };
    const after = exportAfterRun(found, endedRun, rules, nowMs);
    await tx.update(exports_).set(after).where(eq(exports_.requestId, run.requestId));
    await note(tx, run, kinds[status], detail);
    await queueRunMessages(tx, found, row, status, stoppedItself(after));
    return true;
  });
}

/** Whether an export has stopped itself with what a run's end makes of it. */
function stoppedItself({ stoppedAt, stopCode, stopMessage }: ReturnType<typeof exportAfterRun>): StoppedItself | null {
  if (!stoppedAt || !stopCode) return null;
  return { at: stoppedAt, reason: { code: stopCode, message: stopMessage ?? "" } };
}

async function closeWindow(tx: Queries, run: RunKey): Promise<void> {
  await tx
    .update(windows)
    .set({ state: "done", closedAt: sql`now()` })
    .where(and(isRun(windows, run), eq(windows.state, "open")));
}

async function setExportStatus(tx: Queries, { requestId }: RunKey, status: RunStatus): Promise<void> {
  await tx
    .update(exports_)
    .set({ status })
    .where(and(eq(exports_.requestId, requestId), ne(exports_.status, status)));
}
