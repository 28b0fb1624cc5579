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
} from "@sluice/types";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Queries } from "./open-config-store.ts";
import { connections, exports_ } from "./schema/tables.ts";

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
  /** Null while the log shows it. */
  readonly archivedAt: Date | null;
  /** 0 before the first run. */
  readonly lastRunTimestamp: number;
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

export function selectExports(db: Queries) {
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
      archivedAt: exports_.archivedAt,
      lastRunTimestamp: exports_.lastRunTimestamp,
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

export function exportOf(row: ExportRow): Export {
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
