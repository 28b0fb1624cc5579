import {
  connectionTargetSchema,
  exportTypeSchema,
  formatSchema,
  frequencySchema,
  type RunEventType,
  runStatusSchema,
  type WebhookMessage,
  windowSchema,
} from "@sluice/types";
import { and, eq } from "drizzle-orm";
import type { ExportRow } from "./lock-export.ts";
import type { Queries } from "./open-config-store.ts";
import { connections, type runs, webhookDeliveries, webhooks } from "./schema/tables.ts";
import { livingWebhooks, webhookOf } from "./webhook-row.ts";

type EndedStatus = "Done" | "Failed" | "Stopped";
type RunRow = typeof runs.$inferSelect;
type RunMessage = Extract<WebhookMessage, { type: RunEventType }>;

const eventTypes: Readonly<Record<EndedStatus, RunEventType>> = {
  Done: "run.done",
  Failed: "run.failed",
  Stopped: "run.stopped",
};

/**
 * Writes down a message for each webhook that wants to be told of a run's end, in the transaction that ends it; and of
 * its export's end, where the export stops itself with it.
 */
export async function queueRunMessages(
  tx: Queries,
  found: ExportRow,
  run: RunRow,
  status: EndedStatus,
  stopped: StoppedItself | null,
): Promise<void> {
  const message = messageOf(eventTypes[status], found, run, await connectionName(tx, run.connectionId));
  await queue(tx, found.projectId, run, message);
  if (stopped === null) return;
  const { at, reason } = stopped;
  const timestamp = at.toISOString();
  await queue(tx, found.projectId, run, {
    type: "export.stopped",
    timestamp,
    data: { ...message.data, stopped: { at: timestamp, reason } },
  });
}

/** Why and when an export stopped itself. */
export interface StoppedItself {
  readonly at: Date;
  readonly reason: { readonly code: string; readonly message: string };
}

async function queue(tx: Queries, projectId: string, run: RunRow, message: WebhookMessage): Promise<void> {
  const ofProject = and(livingWebhooks(projectId), eq(webhooks.enabled, true));
  const enabled = (await tx.select().from(webhooks).where(ofProject)).map(webhookOf);
  const { type } = message;
  const wanting = enabled.filter(({ eventTypes: wanted }) => wanted.some((eventType) => eventType === type));
  if (wanting.length === 0) return;
  const { requestId, runTimestamp } = run;
  const body = JSON.stringify(message);
  await tx
    .insert(webhookDeliveries)
    .values(wanting.map(({ id }) => ({ webhookId: id, requestId, runTimestamp, eventType: type, body })));
}

function messageOf(type: RunEventType, found: ExportRow, run: RunRow, connection: string): RunMessage {
  const { axis, fromMs, toMs } = windowSchema.parse(run.window);
  const { records, objects, bytes, errorCode, errorMessage, manifestKey } = run;
  return {
    type,
    timestamp: (run.endedAt ?? new Date()).toISOString(),
    data: {
      requestId: run.requestId,
      runTimestamp: run.runTimestamp,
      exportName: found.name,
      connection: { id: run.connectionId, name: connection, bucket: connectionTargetSchema.parse(run.target).bucket },
      exportType: exportTypeSchema.parse(found.type),
      format: formatSchema.parse(run.format),
      frequency: frequencySchema.parse(found.frequency),
      status: runStatusSchema.parse(run.status),
      window: { axis, from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() },
      totals: { records, objects, bytes },
      // Written down before the manifest is: only a run that is done is known to have one.
      manifestKey: run.status === "Done" && typeof manifestKey === "string" ? manifestKey : null,
      error: errorCode === null ? null : { code: errorCode, message: errorMessage ?? "" },
    },
  };
}

async function connectionName(tx: Queries, id: string): Promise<string> {
  const [row] = await tx.select({ name: connections.name }).from(connections).where(eq(connections.id, id));
  return row?.name ?? "";
}
