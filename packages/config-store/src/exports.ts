import {
  type EpochMs,
  type ExportStatus,
  type ExportType,
  exportStatusSchema,
  exportTypeSchema,
  type Format,
  type FormatOptions,
  type Frequency,
  formatOptionsSchema,
  formatSchema,
  frequencySchema,
  type Totals,
} from "@sluice/types";
import { and, count, desc, eq, gte, ilike, inArray, lt, or, type SQL, sql, sum } from "drizzle-orm";
import { z } from "zod";
import { exportNotFound } from "./errors.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { connections, exports_, runs } from "./schema/tables.ts";
import { storableText } from "./storable-text.ts";

export interface Export {
  readonly requestId: number;
  readonly projectId: string;
  readonly name: string | null;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly type: ExportType;
  readonly frequency: Frequency;
  readonly format: Format;
  readonly options: FormatOptions;
  readonly eventNames: readonly string[] | null;
  readonly status: ExportStatus;
  readonly createdAt: Date;
  /** Null for a one-time export. */
  readonly recurrence: Recurrence | null;
}

/** How often an export recurs, and whether it does at present. */
export interface Recurrence {
  readonly everyHours: number;
  /** Where the first window starts, on captured-at. */
  readonly firstFromMs: EpochMs;
  /** When the next window is opened, or the one that failed is tried again; null while it is stopped. */
  readonly nextRunMs: EpochMs | null;
  readonly stopped: StoppedExport | null;
}

export interface StoppedExport {
  readonly at: Date;
  /** Why it stopped itself; null when somebody stopped it. */
  readonly reason: { readonly code: string; readonly message: string } | null;
}

export async function getExport({ db }: ConfigDb, projectId: string, requestId: number): Promise<Export> {
  const [row] = await selectExports(db).where(
    and(eq(exports_.projectId, projectId), eq(exports_.requestId, requestId)),
  );
  if (!row) throw exportNotFound(requestId);
  return parsed(row);
}

export interface ExportFilter {
  readonly status?: ExportStatus | undefined;
  readonly type?: ExportType | undefined;
  readonly format?: Format | undefined;
  readonly frequency?: Frequency | undefined;
  /** Created in `[createdFromMs, createdToMs)`. */
  readonly createdFromMs?: EpochMs | undefined;
  readonly createdToMs?: EpochMs | undefined;
  readonly connectionId?: string | undefined;
  /** Part of the export's or its connection's name, or a request id. */
  readonly text?: string | undefined;
}

export interface ExportPage {
  /** Only exports made before this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Newest first. Paging by request id stays stable while exports are added. */
export async function listExports(
  { db }: ConfigDb,
  projectId: string,
  { before, limit, ...filter }: ExportFilter & ExportPage,
): Promise<Export[]> {
  const earlier = before === undefined ? undefined : lt(exports_.requestId, before);
  const rows = await selectExports(db)
    .where(and(matches(projectId, filter), earlier))
    .orderBy(desc(exports_.requestId))
    .limit(limit);
  return rows.map(parsed);
}

/** How many exports a filter finds, by their status. */
export async function countExports(
  { db }: ConfigDb,
  projectId: string,
  filter: ExportFilter,
): Promise<Readonly<Record<ExportStatus, number>>> {
  const rows = await db
    .select({ status: exports_.status, exports: count() })
    .from(exports_)
    .innerJoin(connections, eq(connections.id, exports_.connectionId))
    .where(matches(projectId, filter))
    .groupBy(exports_.status);
  const counts = { Pending: 0, Running: 0, Done: 0, Stopped: 0, Failed: 0 };
  for (const row of rows) counts[exportStatusSchema.parse(row.status)] = row.exports;
  return counts;
}

export interface ExportTotals extends Totals {
  readonly runs: number;
}

/** What all runs of each of these exports have put into the bucket; an export without runs is not among them. */
export async function exportTotals(
  { db }: ConfigDb,
  requestIds: readonly number[],
): Promise<ReadonlyMap<number, ExportTotals>> {
  if (requestIds.length === 0) return new Map();
  const rows = await db
    .select({
      requestId: runs.requestId,
      runs: count(),
      records: sum(runs.records).mapWith(Number),
      objects: sum(runs.objects).mapWith(Number),
      bytes: sum(runs.bytes).mapWith(Number),
    })
    .from(runs)
    .where(inArray(runs.requestId, [...requestIds]))
    .groupBy(runs.requestId);
  return new Map(rows.map(({ requestId, ...totals }) => [requestId, totals]));
}

function matches(projectId: string, filter: ExportFilter): SQL | undefined {
  const { status, type, format, frequency, connectionId, text, createdFromMs, createdToMs } = filter;
  const pattern = `%${storableText(text ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  return and(
    eq(exports_.projectId, projectId),
    status && eq(exports_.status, status),
    type && eq(exports_.type, type),
    format && eq(exports_.format, format),
    frequency && eq(exports_.frequency, frequency),
    createdFromMs === undefined ? undefined : gte(exports_.createdAt, new Date(createdFromMs)),
    createdToMs === undefined ? undefined : lt(exports_.createdAt, new Date(createdToMs)),
    connectionId === undefined ? undefined : sql`${exports_.connectionId}::text = ${connectionId.toLowerCase()}`,
    text
      ? or(
          ilike(exports_.name, pattern),
          ilike(connections.name, pattern),
          sql`${exports_.requestId}::text like ${pattern}`,
        )
      : undefined,
  );
}

function selectExports(db: Queries) {
  return db
    .select({
      requestId: exports_.requestId,
      projectId: exports_.projectId,
      name: exports_.name,
      connectionId: exports_.connectionId,
      connectionName: connections.name,
      type: exports_.type,
      frequency: exports_.frequency,
      format: exports_.format,
      options: exports_.options,
      eventNames: exports_.eventNames,
      status: exports_.status,
      createdAt: exports_.createdAt,
      everyHours: exports_.everyHours,
      firstFromMs: exports_.firstFromMs,
      nextRunMs: exports_.nextRunMs,
      stoppedAt: exports_.stoppedAt,
      stopCode: exports_.stopCode,
      stopMessage: exports_.stopMessage,
    })
    .from(exports_)
    .innerJoin(connections, eq(connections.id, exports_.connectionId))
    .$dynamic();
}

const exportRowSchema = z.object({
  type: exportTypeSchema,
  frequency: frequencySchema,
  format: formatSchema,
  options: formatOptionsSchema,
  eventNames: z.array(z.string()).nullable(),
  status: exportStatusSchema,
});

type ExportRow = Awaited<ReturnType<typeof selectExports>>[number];

function parsed(row: ExportRow): Export {
  const { everyHours, firstFromMs, nextRunMs, stoppedAt, stopCode, stopMessage, ...found } = row;
  const reason = stopCode === null ? null : { code: stopCode, message: stopMessage ?? "" };
  const stopped = stoppedAt === null ? null : { at: stoppedAt, reason };
  const isRecurring = everyHours !== null && firstFromMs !== null;
  return {
    ...found,
    ...exportRowSchema.parse(row),
    recurrence: isRecurring ? { everyHours, firstFromMs, nextRunMs, stopped } : null,
  };
}
