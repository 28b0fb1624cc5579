import {
  type ConnectionTarget,
  connectionTargetSchema,
  type EpochMs,
  type ExportType,
  exportTypeSchema,
  type Format,
  type FormatOptions,
  type Frequency,
  formatOptionsSchema,
  formatSchema,
  frequencySchema,
  type RunId,
  type RunStatus,
  runIdOf,
  runStatusSchema,
  type Window,
  windowSchema,
} from "@sluice/types";
import { eq, getTableColumns } from "drizzle-orm";
import { z } from "zod";
import type { Queries } from "./open-config-store.ts";
import type { RunKey } from "./run-key.ts";
import { connections, exports_, runs } from "./schema/tables.ts";

export interface Run extends RunKey {
  readonly runId: RunId;
  readonly projectId: string;
  readonly exportName: string | null;
  readonly frequency: Frequency;
  readonly connectionName: string;
  readonly type: ExportType;
  readonly format: Format;
  readonly options: FormatOptions;
  readonly eventNames: readonly string[] | null;
  readonly status: RunStatus;
  readonly execution: number;
  readonly window: Window;
  readonly timeZone: string;
  readonly target: ConnectionTarget;
  readonly connectionId: string;
  readonly credentialVersion: number;
  /** What the plan fixed; null before there is one. */
  readonly plan: { readonly snapshotMs: EpochMs; readonly expectedRecords: number; readonly jobs: number } | null;
  readonly jobsDone: number;
  /** Of the objects stored so far. */
  readonly records: number;
  readonly objects: number;
  readonly bytes: number;
  readonly waiting: string | null;
  /** Whether its objects, timeline, errors and manifest are there still: see retention.ts. */
  readonly isExpired: boolean;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly manifestKey: string | null;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

/** Rows of runs, each with what its export and its connection are called. */
export function selectRuns(db: Queries) {
  // A manifest is long and seldom wanted.
  const { manifestText: _, ...columns } = getTableColumns(runs);
  return db
    .select({
      ...columns,
      projectId: exports_.projectId,
      exportName: exports_.name,
      type: exports_.type,
      frequency: exports_.frequency,
      connectionName: connections.name,
    })
    .from(runs)
    .innerJoin(exports_, eq(exports_.requestId, runs.requestId))
    .innerJoin(connections, eq(connections.id, runs.connectionId))
    .$dynamic();
}

const runRowSchema = z.object({
  type: exportTypeSchema,
  frequency: frequencySchema,
  format: formatSchema,
  options: formatOptionsSchema,
  eventNames: z.array(z.string()).nullable(),
  status: runStatusSchema,
  window: windowSchema,
  target: connectionTargetSchema,
  manifestKey: z.string().nullable(),
});

type RunRow = Awaited<ReturnType<typeof selectRuns>>[number];

export function runOf(row: RunRow): Run {
  const { snapshotMs, expectedRecords, plannedJobs, errorCode, errorMessage, kept, ...run } = row;
  const parsedRow = runRowSchema.parse(row);
  const isPlanned = snapshotMs !== null && expectedRecords !== null && plannedJobs !== null;
  return {
    ...run,
    ...parsedRow,
    runId: runIdOf(row),
    isExpired: kept === "expiring" || kept === "record",
    // Before, it is only known what it would be.
    manifestKey: row.status === "Done" ? parsedRow.manifestKey : null,
    plan: isPlanned ? { snapshotMs, expectedRecords, jobs: plannedJobs } : null,
    error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? "" },
  };
}
