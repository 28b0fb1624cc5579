import {
  connectionTargetSchema,
  exportTypeSchema,
  formatSchema,
  frequencySchema,
  runStatusSchema,
  type WebhookEventType,
  type WebhookMessage,
  windowSchema,
} from "@sluice/types";
import { and, eq } from "drizzle-orm";
import type { ExportRow } from "./lock-export.ts";
import type { Queries } from "./open-config-store.ts";
import { connections, type runs, webhookDeliveries, webhooks } from "./schema/tables.ts";
import { livingWebhooks, webhookOf } from "./webhook-row.ts";

type EndedStatus = "Done" | "Failed" | "Stopped";

const eventTypes: Readonly<Record<EndedStatus, WebhookEventType>> = {
  Done: "run.done",
  Failed: "run.failed",
  Stopped: "run.stopped",
};

/** Writes down a message for each webhook that wants to be told of a run's end, in the transaction that ends it. */
export async function queueRunMessages(
  tx: Queries,
  found: ExportRow,
  run: typeof runs.$inferSelect,
  status: EndedStatus,
): Promise<void> {
  const type = eventTypes[status];
  const ofProject = and(livingWebhooks(found.projectId), eq(webhooks.enabled, true));
  const enabled = (await tx.select().from(webhooks).where(ofProject)).map(webhookOf);
  const wanting = enabled.filter((webhook) => webhook.eventTypes.includes(type));
  if (wanting.length === 0) return;
  const body = JSON.stringify(messageOf(type, found, run, await connectionName(tx, run.connectionId)));
  const { requestId, runTimestamp } = run;
  await tx
    .insert(webhookDeliveries)
    .values(wanting.map(({ id }) => ({ webhookId: id, requestId, runTimestamp, eventType: type, body })));
}

function messageOf(
  type: WebhookEventType,
  found: ExportRow,
  run: typeof runs.$inferSelect,
  connection: string,
): WebhookMessage {
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
