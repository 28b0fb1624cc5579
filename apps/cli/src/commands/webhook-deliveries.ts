import { setTimeout } from "node:timers/promises";
import { type WebhookDeliveryAnswer, webhookDeliveryAnswerSchema } from "@sluice/types";
import type { Command } from "commander";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { AlreadySaid } from "../errors.ts";
import { findWebhook } from "../find-webhook.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf, wholeNumber } from "../options.ts";
import { deliveriesTable, deliveryText } from "./webhook-text.ts";

/** What is sent to a webhook, and how that went. */
export function addWebhookDeliveryCommands(
  ofWebhook: (name: string, description: string) => Command,
  open: OpenCommand,
): void {
  ofWebhook("test", "send it a message of type webhook.test, and say how that went").action(
    async (wanted: string, _options: unknown, command: Command) => {
      const cli = await open(command);
      const { id } = await findWebhook(cli.api(), wanted);
      await sendAndShow(cli, id, `/v1/webhooks/${id}/test`);
    },
  );

  ofWebhook("deliveries", "list what was sent to it, newest first")
    .option("--status <status>", "Pending, Delivered or Failed")
    .option("--limit <n>", "at most so many", "20")
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const { status, limit } = optionsOf(z.object({ status: z.string().optional(), limit: wholeNumber }), command);
      const { id } = await findWebhook(api(), wanted);
      const path = `/v1/webhooks/${id}/deliveries`;
      const found = await api().list(webhookDeliveryAnswerSchema, path, { status }, Math.max(1, limit));
      out.show(found, () => deliveriesTable(found));
    });

  ofWebhook("redeliver", "send a message again, now and under the same id, and say how that went")
    .argument("<message>", "its id")
    .action(async (wanted: string, message: string, _options: unknown, command: Command) => {
      const cli = await open(command);
      const { id } = await findWebhook(cli.api(), wanted);
      await sendAndShow(cli, id, `/v1/webhooks/${id}/deliveries/${encodeURIComponent(message)}/redeliver`);
    });
}

/** Sends a message by a POST to `path`, waits for one attempt and shows it; fails unless it is delivered. */
async function sendAndShow(cli: Cli, webhookId: string, path: string): Promise<void> {
  const sent = await cli.api().send(webhookDeliveryAnswerSchema, "POST", path);
  const delivery = await attempted(cli, webhookId, sent);
  cli.out.show(delivery, () => deliveryText(delivery));
  if (delivery.status !== "Delivered") throw new AlreadySaid();
}

const waitMs = 30_000;
const askEveryMs = 300;

/** The delivery as soon as another attempt at it was made, or as it is when none was made in time. */
async function attempted(cli: Cli, webhookId: string, sent: WebhookDeliveryAnswer): Promise<WebhookDeliveryAnswer> {
  const untilMs = cli.now() + waitMs;
  let delivery = sent;
  while (delivery.status === "Pending" && delivery.attempts.length <= sent.attempts.length && cli.now() < untilMs) {
    await setTimeout(askEveryMs, undefined, { signal: cli.signal });
    const path = `/v1/webhooks/${webhookId}/deliveries/${sent.id}`;
    delivery = await cli.api().get(webhookDeliveryAnswerSchema, path);
  }
  return delivery;
}
