import {
  type EpochMs,
  type ExportStatus,
  type ExportType,
  exportStatusSchema,
  type Format,
  type Frequency,
} from "@sluice/types";
import {
  and,
  type Column,
  count,
  desc,
  eq,
  gte,
  ilike,
  inArray,
  isNotNull,
  isNull,
  lt,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { isUuid } from "./connections.ts";
import { type Export, exportOf, selectExports } from "./export-row.ts";
import type { ConfigDb } from "./open-config-store.ts";
import { connections, exports_ } from "./schema/tables.ts";
import { storableText } from "./storable-text.ts";

export interface ExportFilter {
  /** Any of these. */
  readonly statuses?: readonly ExportStatus[] | undefined;
  readonly types?: readonly ExportType[] | undefined;
  readonly formats?: readonly Format[] | undefined;
  readonly frequency?: Frequency | undefined;
  /** Created in `[createdFromMs, createdToMs)`. */
  readonly createdFromMs?: EpochMs | undefined;
  readonly createdToMs?: EpochMs | undefined;
  readonly connectionId?: string | undefined;
  readonly archived?: "exclude" | "only" | "include" | undefined;
  /** Part of the export's or its connection's name, or a request id. */
  readonly text?: string | undefined;
}

/** Newest first: by when they were made, or by their last run, those without one at the end. */
export type ExportOrder = "created" | "lastRun";

export interface ExportPlace {
  readonly requestId: number;
  readonly lastRunTimestamp: number;
}

export interface ExportPage {
  readonly sort?: ExportOrder | undefined;
  /** Only exports that come after this one in the list. */
  readonly before?: ExportPlace | undefined;
  readonly limit: number;
}

/**
 * A page of exports. By creation it stays stable while exports are added; by last run, an export that runs meanwhile
 * moves to the front, where pages that are still to come don't show it again.
 */
export async function listExports(
  { db }: ConfigDb,
  projectId: string,
  { sort = "created", before, limit, ...filter }: ExportFilter & ExportPage,
): Promise<Export[]> {
  const { columns, placeOf } = orders[sort];
  const later = before && sql`(${sql.join(columns, comma)}) < (${sql.join(placeOf(before), comma)})`;
  const rows = await selectExports(db)
    .where(and(matches(projectId, filter), later))
    .orderBy(...columns.map(desc))
    .limit(limit);
  return rows.map(exportOf);
}

interface Order {
  readonly columns: Column[];
  readonly placeOf: (place: ExportPlace) => SQL[];
}

const comma = sql`, `;
const orders: Readonly<Record<ExportOrder, Order>> = {
  created: { columns: [exports_.requestId], placeOf: ({ requestId }) => [sql`${requestId}`] },
  lastRun: {
    columns: [exports_.lastRunTimestamp, exports_.requestId],
    placeOf: ({ lastRunTimestamp, requestId }) => [sql`${lastRunTimestamp}`, sql`${requestId}`],
  },
};

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

function matches(projectId: string, filter: ExportFilter): SQL | undefined {
  const { statuses, types, formats, frequency, connectionId, text, archived, createdFromMs, createdToMs } = filter;
  const pattern = `%${storableText(text ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  return and(
    eq(exports_.projectId, projectId),
    archived === "only" ? isNotNull(exports_.archivedAt) : undefined,
    archived === "exclude" ? isNull(exports_.archivedAt) : undefined,
    statuses && inArray(exports_.status, [...statuses]),
    types && inArray(exports_.type, [...types]),
    formats && inArray(exports_.format, [...formats]),
    frequency && eq(exports_.frequency, frequency),
    createdFromMs === undefined ? undefined : gte(exports_.createdAt, new Date(createdFromMs)),
    createdToMs === undefined ? undefined : lt(exports_.createdAt, new Date(createdToMs)),
    connectionId === undefined
      ? undefined
      : isUuid(connectionId)
        ? eq(exports_.connectionId, connectionId)
        : sql`false`,
    text
      ? or(
          ilike(exports_.name, pattern),
          ilike(connections.name, pattern),
          sql`${exports_.requestId}::text like ${pattern}`,
        )
      : undefined,
  );
}
