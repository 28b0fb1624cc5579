import { z } from "zod";
import { instantSchema } from "../time.ts";
import { deliveryStatusSchema, webhookEventTypeSchema, webhookMessageTypeSchema } from "../webhook.ts";
import { pageOf, pagingSchema } from "./paging.ts";
import { hasNoControls, plainText } from "./plain-text.ts";
import { statedErrorSchema } from "./problem.ts";

const maxNameLength = 200;
const maxUrlLength = 2_000;

/** Whether plain http and private addresses are allowed is a matter of configuration. */
const webhookUrlSchema = z
  .string()
  .max(maxUrlLength)
  .refine(hasNoControls, "must not have control characters or line breaks")
  .refine(isHttpUrl, "must be a URL such as https://example.com/hooks")
  .refine(hasNoUser, "must not have a user or password; messages are signed, so check their signature instead")
  .refine((url) => !url.includes("#"), "must not have a fragment");

const eventTypesSchema = z
  .array(webhookEventTypeSchema)
  .min(1)
  .refine((types) => new Set(types).size === types.length, "names a type twice");

const webhookShape = {
  name: plainText(maxNameLength),
  /** Where messages are posted to: https, and a public address. */
  url: webhookUrlSchema,
  /** What it is told of. */
  eventTypes: eventTypesSchema,
  enabled: z.boolean(),
};

export const newWebhookSchema = z.strictObject({
  ...webhookShape,
  eventTypes: eventTypesSchema.default([...webhookEventTypeSchema.options]),
  enabled: webhookShape.enabled.default(true),
});
export type NewWebhookRequest = z.input<typeof newWebhookSchema>;

export const webhookChangeSchema = z.strictObject(webhookShape).partial();

export const webhookAnswerSchema = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  eventTypes: z.array(webhookEventTypeSchema),
  enabled: z.boolean(),
  /** Until then messages are signed with the secret before the last one too; null when there is only one. */
  previousSecretUntil: instantSchema.nullable(),
  createdAt: instantSchema,
});
export type WebhookAnswer = z.infer<typeof webhookAnswerSchema>;
export const webhooksAnswerSchema = pageOf(webhookAnswerSchema);

export const webhookWithSecretAnswerSchema = webhookAnswerSchema.extend({
  /** `whsec_<base64>`, shown this once: null when the request is answered again for its Idempotency-Key. */
  secret: z.string().nullable(),
});
export type WebhookWithSecretAnswer = z.infer<typeof webhookWithSecretAnswerSchema>;

const webhookAttemptSchema = z.object({
  at: instantSchema,
  /** HTTP; null when no answer came. */
  responseStatus: z.int().nullable(),
  error: statedErrorSchema.nullable(),
  durationMs: z.int(),
});

export const webhookDeliveryAnswerSchema = z.object({
  /** The message's id: the header `webhook-id`. */
  id: z.string(),
  webhookId: z.string(),
  eventType: webhookMessageTypeSchema,
  /** The run that it tells of; null in a test message. */
  run: z.object({ requestId: z.int(), runTimestamp: z.int() }).nullable(),
  status: deliveryStatusSchema,
  /** Why it failed for good. */
  error: statedErrorSchema.nullable(),
  /** Oldest first. */
  attempts: z.array(webhookAttemptSchema),
  createdAt: instantSchema,
  endedAt: instantSchema.nullable(),
});
export type WebhookDeliveryAnswer = z.infer<typeof webhookDeliveryAnswerSchema>;
export const webhookDeliveriesAnswerSchema = pageOf(webhookDeliveryAnswerSchema);

export const webhookDeliveriesQuerySchema = pagingSchema.extend({ status: deliveryStatusSchema.optional() });

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\//i.test(text);
}

function hasNoUser(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { username, password } = new URL(text);
  return `${username}${password}` === "";
}
