import { webhookAnswerSchema, webhookEventTypeSchema, webhookWithSecretAnswerSchema } from "@sluice/types";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import { UsageError } from "../errors.ts";
import { findWebhook } from "../find-webhook.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf } from "../options.ts";
import { printable } from "../output/table.ts";
import { addCreateWebhook, eventOption } from "./create-webhook.ts";
import { addWebhookDeliveryCommands } from "./webhook-deliveries.ts";
import { secretText, webhooksTable, webhookText } from "./webhook-text.ts";

const changeSchema = z.object({
  name: z.string().optional(),
  url: z.string().optional(),
  event: z.array(webhookEventTypeSchema).optional(),
  enable: z.boolean().optional(),
  disable: z.boolean().optional(),
});

export function addWebhookCommands(program: Command, open: OpenCommand): void {
  const webhooks = program.command("webhooks").description("who is told when runs end");
  const ofWebhook = (name: string, description: string) =>
    webhooks.command(name).description(description).argument("<webhook>", "its id or name");
  addCreateWebhook(webhooks, open);

  webhooks
    .command("list")
    .description("list the webhooks")
    .action(async (_options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const all = await api().list(webhookAnswerSchema, "/v1/webhooks");
      out.show(all, () => (all.length === 0 ? noneText : webhooksTable(all)));
    });

  ofWebhook("get", "show a webhook").action(async (wanted: string, _options: unknown, command: Command) => {
    const { out, api } = await open(command);
    const webhook = await findWebhook(api(), wanted);
    out.show(webhook, () => webhookText(webhook));
  });

  ofWebhook("update", "change a webhook, also for messages that are still to be delivered")
    .option("--name <name>")
    .option("--url <url>")
    .option(...eventOption)
    .option("--enable", "send to it again")
    .option("--disable", "send nothing to it for now")
    .action(async (wanted: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const { event, enable, disable, ...named } = optionsOf(changeSchema, command);
      if (enable && disable) throw new UsageError("Say either --enable or --disable.");
      const change = {
        ...named,
        ...(event === undefined ? {} : { eventTypes: event }),
        ...(enable || disable ? { enabled: enable === true } : {}),
      };
      const { id } = await findWebhook(api(), wanted);
      const webhook = await api().send(webhookAnswerSchema, "PATCH", `/v1/webhooks/${id}`, change);
      out.show(webhook, () => webhookText(webhook));
    });

  ofWebhook("roll-secret", "make a new signing secret; the old one signs beside it for 24 hours").action(
    async (wanted: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const { id } = await findWebhook(api(), wanted);
      const rolled = await api().send(webhookWithSecretAnswerSchema, "POST", `/v1/webhooks/${id}/secret`);
      out.show(rolled, () => `${webhookText(rolled)}\n${secretText(rolled)}`);
    },
  );

  addWebhookDeliveryCommands(ofWebhook, open);

  ofWebhook("delete", "delete a webhook, its secret and its log").action(
    async (wanted: string, _options: unknown, command: Command) => {
      const { out, api } = await open(command);
      const { id, name } = await findWebhook(api(), wanted);
      await api().send(z.null(), "DELETE", `/v1/webhooks/${id}`);
      out.show({ id, deleted: true }, () => `${pc.green("✓")} ${printable(name)} is deleted`);
    },
  );
}

const noneText =
  "There is no webhook yet. Make one with: ./sluice webhooks create --name Loader --url https://hooks.example.com/sluice";
