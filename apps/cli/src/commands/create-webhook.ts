import { type WebhookEventType, webhookEventTypeSchema, webhookWithSecretAnswerSchema } from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { OpenCommand } from "../open-command.ts";
import { collect, optionsOf } from "../options.ts";
import { secretText, webhookText } from "./webhook-text.ts";

const optionsSchema = z.object({
  name: z.string(),
  url: z.string(),
  event: z.array(webhookEventTypeSchema).optional(),
  idempotencyKey: z.string().optional(),
});

const eventTypes: readonly WebhookEventType[] = webhookEventTypeSchema.options;
export const eventOption = [
  "--event <type>",
  `tell it of this, ${eventTypes.join(", ")}; may be given several times`,
  collect,
] as const;

export function addCreateWebhook(webhooks: Command, open: OpenCommand): void {
  webhooks
    .command("create")
    .description("have a URL told when runs end; prints the signing secret, this once")
    .requiredOption("--name <name>", "for people")
    .requiredOption("--url <url>", "an https URL with a public address")
    .option(...eventOption)
    .option("--idempotency-key <key>", "creating again with the same key gives the same webhook")
    .action(async (_options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const { event, idempotencyKey, ...named } = optionsOf(optionsSchema, command);
      const request = { ...named, ...(event === undefined ? {} : { eventTypes: event }) };
      const made = await api().send(webhookWithSecretAnswerSchema, "POST", "/v1/webhooks", request, idempotencyKey);
      out.show(made, () => `${pc.green("✓")} The webhook is made.\n${webhookText(made)}\n${secretText(made)}`);
    });
}
