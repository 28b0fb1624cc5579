import { z } from "zod";
import { windowAnswerSchema } from "./api/runs.ts";
import { exportTypeSchema, frequencySchema, runStatusSchema } from "./export.ts";
import { formatSchema } from "./format.ts";
import { totalsSchema } from "./manifest.ts";
import { instantSchema } from "./time.ts";

/** What a webhook can be told of. */
export const webhookEventTypeSchema = z.enum(["run.done", "run.failed", "run.stopped"]);
export type WebhookEventType = z.infer<typeof webhookEventTypeSchema>;

/** A test is sent to a webhook whatever it wants to be told of. */
export const webhookMessageTypeSchema = z.enum([...webhookEventTypeSchema.options, "webhook.test"]);
export type WebhookMessageType = z.infer<typeof webhookMessageTypeSchema>;

export const deliveryStatusSchema = z.enum(["Pending", "Delivered", "Failed"]);
export type DeliveryStatus = z.infer<typeof deliveryStatusSchema>;

const runMessageDataSchema = z.object({
  requestId: z.int(),
  runTimestamp: z.int(),
  exportName: z.string().nullable(),
  connection: z.object({ id: z.string(), name: z.string(), bucket: z.string() }),
  exportType: exportTypeSchema,
  format: formatSchema,
  frequency: frequencySchema,
  status: runStatusSchema,
  window: windowAnswerSchema,
  /** What is in the bucket. */
  totals: totalsSchema,
  /** Null unless the run is done. */
  manifestKey: z.string().nullable(),
  /** Null unless the run has failed. */
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});

/** The body of a message, as a receiver gets it. */
export const webhookMessageSchema = z.discriminatedUnion("type", [
  z.object({ type: webhookEventTypeSchema, timestamp: instantSchema, data: runMessageDataSchema }),
  z.object({
    type: z.literal("webhook.test"),
    timestamp: instantSchema,
    data: z.object({ webhook: z.object({ id: z.string(), name: z.string() }) }),
  }),
]);
export type WebhookMessage = z.infer<typeof webhookMessageSchema>;
