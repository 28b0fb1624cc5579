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
  type Window,
} from "@sluice/types";
import { and, desc, eq, ilike, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { isUuid } from "./connections.ts";
import { connectionNotFound, exportNotFound, idempotencyKeyReused } from "./errors.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { note } from "./run-timeline.ts";
import { connections, exports_, idempotencyKeys, projects, runs } from "./schema/tables.ts";
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
}

export interface NewOneTimeExport {
  readonly projectId: string;
  readonly name: string | null;
  readonly connectionId: string;
  readonly type: ExportType;
  readonly format: Format;
  readonly options: FormatOptions;
  readonly eventNames: readonly string[] | null;
  readonly window: Window;
  readonly nowMs: EpochMs;
  readonly idempotency?: { readonly key: string; readonly requestHash: string } | undefined;
}

export interface CreatedExport {
  readonly requestId: number;
  readonly runTimestamp: number;
  /** False when the Idempotency-Key had made it before. */
  readonly isNew: boolean;
}

/** Serialises the making of request ids, which are unique over all projects. */
const requestIdLock = 7_158_322;

/** Writes an export and its run. The run keeps the connection's target and credential version as they are now. */
export async function createOneTimeExport({ db }: ConfigDb, created: NewOneTimeExport): Promise<CreatedExport> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${requestIdLock})`);
    const earlier = await answeredBefore(tx, created);
    if (earlier) return { requestId: earlier, runTimestamp: earlier, isNew: false };
    if (!isUuid(created.connectionId)) throw connectionNotFound(created.connectionId);
    const [connection] = await tx
      .select()
      .from(connections)
      .where(
        and(
          eq(connections.id, created.connectionId),
          eq(connections.projectId, created.projectId),
          sql`${connections.deletedAt} is null`,
        ),
      )
      .for("share");
    if (!connection) throw connectionNotFound(created.connectionId);
    const [project] = await tx.select().from(projects).where(eq(projects.id, created.projectId));
    const requestId = await nextRequestId(tx, Math.floor(created.nowMs / 1_000));
    const { projectId, name, connectionId, type, format, options, eventNames, window } = created;
    await tx.insert(exports_).values({
      ...{ requestId, projectId, name, connectionId, type, format, options, eventNames },
      frequency: "oneTime",
      status: "Pending",
    });
    const run = { requestId, runTimestamp: requestId };
    await tx.insert(runs).values({
      ...run,
      status: "Pending",
      ...{ connectionId, format, options, eventNames, window },
      timeZone: project?.timeZone ?? "UTC",
      target: connection.target,
      credentialVersion: connection.credentialVersion,
    });
    await note(tx, run, "opened");
    if (created.idempotency) await tx.insert(idempotencyKeys).values({ projectId, requestId, ...created.idempotency });
    return { ...run, isNew: true };
  });
}

/** The export that the same request with this Idempotency-Key made before; null when there was none. */
export async function findRepeatedExport(
  { db }: ConfigDb,
  request: Pick<NewOneTimeExport, "projectId" | "idempotency">,
): Promise<CreatedExport | null> {
  const earlier = await answeredBefore(db, request);
  return earlier ? { requestId: earlier, runTimestamp: earlier, isNew: false } : null;
}

async function answeredBefore(
  tx: Queries,
  { projectId, idempotency }: Pick<NewOneTimeExport, "projectId" | "idempotency">,
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

async function nextRequestId(tx: Queries, nowSeconds: number): Promise<number> {
  const [latest] = await tx
    .select({ id: exports_.requestId })
    .from(exports_)
    .orderBy(desc(exports_.requestId))
    .limit(1);
  return Math.max(nowSeconds, (latest?.id ?? 0) + 1);
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
  readonly connectionId?: string | undefined;
  /** Part of the export's or its connection's name, or a request id. */
  readonly text?: string | undefined;
  /** Only exports made before this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Newest first. Paging by request id stays stable while exports are added. */
export async function listExports({ db }: ConfigDb, projectId: string, filter: ExportFilter): Promise<Export[]> {
  const { status, type, format, connectionId, text, before, limit } = filter;
  const pattern = `%${storableText(text ?? "").replace(/[\\%_]/g, "\\$&")}%`;
  const rows = await selectExports(db)
    .where(
      and(
        eq(exports_.projectId, projectId),
        status && eq(exports_.status, status),
        type && eq(exports_.type, type),
        format && eq(exports_.format, format),
        connectionId === undefined ? undefined : sql`${exports_.connectionId}::text = ${connectionId.toLowerCase()}`,
        text
          ? or(
              ilike(exports_.name, pattern),
              ilike(connections.name, pattern),
              sql`${exports_.requestId}::text like ${pattern}`,
            )
          : undefined,
        before === undefined ? undefined : lt(exports_.requestId, before),
      ),
    )
    .orderBy(desc(exports_.requestId))
    .limit(limit);
  return rows.map(parsed);
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
  return { ...row, ...exportRowSchema.parse(row) };
}
