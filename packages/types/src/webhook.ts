import { z } from "zod";
import { exportTypeSchema, frequencySchema, runStatusSchema } from "./export.ts";
import { formatSchema } from "./format.ts";
import { totalsSchema } from "./manifest.ts";
import { instantSchema, requestIdSchema, runTimestampSchema, windowAnswerSchema } from "./time.ts";

/** The ends of runs. */
export const runEventTypeSchema = z.enum(["run.done", "run.failed", "run.stopped"]).meta({ id: "RunEventType" });
export type RunEventType = z.infer<typeof runEventTypeSchema>;

const exportStopped = "export.stopped";

/** What a webhook can be told of. */
export const webhookEventTypeSchema = z
  .enum([...runEventTypeSchema.options, exportStopped])
  .meta({ id: "WebhookEventType" });
export type WebhookEventType = z.infer<typeof webhookEventTypeSchema>;

/** A test is sent to a webhook whatever it wants to be told of. */
export const webhookMessageTypeSchema = z
  .enum([...webhookEventTypeSchema.options, "webhook.test"])
  .meta({ id: "WebhookMessageType" });
export type WebhookMessageType = z.infer<typeof webhookMessageTypeSchema>;

export const deliveryStatusSchema = z.enum(["Pending", "Delivered", "Failed"]).meta({ id: "DeliveryStatus" });
export type DeliveryStatus = z.infer<typeof deliveryStatusSchema>;

const runMessageDataSchema = z.object({
  requestId: requestIdSchema,
  runTimestamp: runTimestampSchema,
  exportName: z.string().nullable(),
  connection: z.object({ id: z.string(), name: z.string(), bucket: z.string() }),
  exportType: exportTypeSchema,
  format: formatSchema,
  frequency: frequencySchema,
  status: runStatusSchema,
  window: windowAnswerSchema,
  totals: totalsSchema.describe("What is in the bucket."),
  manifestKey: z.string().nullable().describe("Null unless the run is done."),
  error: z.object({ code: z.string(), message: z.string() }).nullable().describe("Null unless the run has failed."),
});

/** The body of a message, as a receiver gets it. */
export const webhookMessageSchema = z.discriminatedUnion("type", [
  z.object({ type: runEventTypeSchema, timestamp: instantSchema, data: runMessageDataSchema }),
  z.object({
    type: z.literal(exportStopped),
    timestamp: instantSchema,
    data: runMessageDataSchema
      .extend({ stopped: z.object({ at: instantSchema, reason: z.object({ code: z.string(), message: z.string() }) }) })
      .describe("The run that failed last, and when and why the export stopped itself."),
  }),
  z.object({
    type: z.literal("webhook.test"),
    timestamp: instantSchema,
    data: z.object({ webhook: z.object({ id: z.string(), name: z.string() }) }),
  }),
]);
export type WebhookMessage = z.infer<typeof webhookMessageSchema>;
