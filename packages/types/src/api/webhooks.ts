import { z } from "zod";
import { instantSchema, requestIdSchema, runTimestampSchema } from "../time.ts";
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
  url: webhookUrlSchema.describe("Where messages are posted to: https, and a public address."),
  eventTypes: eventTypesSchema.describe("What it is told of."),
  enabled: z.boolean(),
};

export const newWebhookSchema = z
  .strictObject({
    ...webhookShape,
    eventTypes: eventTypesSchema.default([...webhookEventTypeSchema.options]),
    enabled: webhookShape.enabled.default(true),
  })
  .meta({ id: "NewWebhook" });
export type NewWebhookRequest = z.input<typeof newWebhookSchema>;

export const webhookChangeSchema = z.strictObject(webhookShape).partial().meta({ id: "WebhookChange" });

export const webhookAnswerSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    url: z.string(),
    eventTypes: z.array(webhookEventTypeSchema),
    enabled: z.boolean(),
    previousSecretUntil: instantSchema
      .nullable()
      .describe("Until then messages are signed with the secret before the last one too; null when there is only one."),
    createdAt: instantSchema,
  })
  .meta({ id: "Webhook" });
export type WebhookAnswer = z.infer<typeof webhookAnswerSchema>;
export const webhooksAnswerSchema = pageOf(webhookAnswerSchema).meta({ id: "WebhookPage" });

export const webhookWithSecretAnswerSchema = webhookAnswerSchema
  .extend({
    secret: z
      .string()
      .nullable()
      .describe("`whsec_<base64>`, shown this once: null when the request is answered again for its Idempotency-Key."),
  })
  .meta({ id: "WebhookWithSecret" });
export type WebhookWithSecretAnswer = z.infer<typeof webhookWithSecretAnswerSchema>;

const webhookAttemptSchema = z
  .object({
    at: instantSchema,
    responseStatus: z.int().nullable().describe("HTTP; null when no answer came."),
    error: statedErrorSchema.nullable(),
    durationMs: z.int(),
  })
  .meta({ id: "WebhookAttempt" });

export const webhookDeliveryAnswerSchema = z
  .object({
    id: z.string().describe("The message's id: the header `webhook-id`."),
    webhookId: z.string(),
    eventType: webhookMessageTypeSchema,
    run: z
      .object({ requestId: requestIdSchema, runTimestamp: runTimestampSchema })
      .meta({ id: "RunAddress" })
      .nullable()
      .describe("The run that it tells of; null in a test message."),
    status: deliveryStatusSchema,
    error: statedErrorSchema.nullable().describe("Why it failed for good."),
    attempts: z.array(webhookAttemptSchema).describe("Oldest first."),
    createdAt: instantSchema,
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: "WebhookDelivery" });
export type WebhookDeliveryAnswer = z.infer<typeof webhookDeliveryAnswerSchema>;

export const sentDeliveryAnswerSchema = webhookDeliveryAnswerSchema
  .extend({ body: z.string().describe("What is posted, to the byte: the text that the signature is over.") })
  .meta({ id: "WebhookDeliveryWithBody" });
export type SentDeliveryAnswer = z.infer<typeof sentDeliveryAnswerSchema>;

export const webhookDeliveriesAnswerSchema = pageOf(webhookDeliveryAnswerSchema).meta({ id: "WebhookDeliveryPage" });

export const webhookDeliveriesQuerySchema = pagingSchema.extend({ status: deliveryStatusSchema.optional() });

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:\/\//i.test(text);
}

function hasNoUser(text: string): boolean {
  if (!URL.canParse(text)) return true;
  const { username, password } = new URL(text);
  return `${username}${password}` === "";
}
