import type { WebhookAnswer, WebhookDeliveryAnswer, WebhookWithSecretAnswer } from "@sluice/types";
import pc from "picocolors";
import { instant } from "../output/figures.ts";
import { type Column, facts, printable, table } from "../output/table.ts";

export function webhooksTable(list: readonly WebhookAnswer[]): string {
  return table(
    [{ title: "ID" }, { title: "NAME" }, { title: "ENABLED" }, { title: "TOLD OF" }, { title: "URL" }],
    list.map(({ id, name, enabled, eventTypes, url }) => [id, name, yesOrNo(enabled), eventTypes.join(", "), url]),
  );
}

export function webhookText(webhook: WebhookAnswer): string {
  const { id, name, url, eventTypes, enabled, previousSecretUntil, createdAt } = webhook;
  return facts([
    ["id", id],
    ["name", name],
    ["url", url],
    ["told of", eventTypes.join(", ")],
    ["enabled", yesOrNo(enabled)],
    ["old secret", previousSecretUntil === null ? "–" : `signs too until ${instant(previousSecretUntil)}`],
    ["created", instant(createdAt)],
  ]);
}

/** The secret beside the webhook, with the word that it won't be shown again. */
export function secretText({ secret }: WebhookWithSecretAnswer): string {
  if (secret === null) return "The signing secret was shown when this request was answered first.";
  return `Signing secret, shown only now: ${pc.yellow(secret)}`;
}

export function deliveriesTable(list: readonly WebhookDeliveryAnswer[]): string {
  return table(
    [
      ...[{ title: "ID" }, { title: "CREATED" }, { title: "TYPE" }, { title: "RUN" }, statusColumn],
      ...[{ title: "ATTEMPTS", align: "right" } as const, { title: "LAST ATTEMPT" }],
    ],
    list.map((delivery) => {
      const { id, createdAt, eventType, run, status, attempts } = delivery;
      const runId = run === null ? "–" : `${run.requestId}-${run.runTimestamp}`;
      return [id, instant(createdAt), eventType, runId, status, String(attempts.length), lastAttempt(delivery)];
    }),
  );
}

/** What became of one message, in a line. */
export function deliveryText(delivery: WebhookDeliveryAnswer): string {
  const { status, id, error } = delivery;
  if (status === "Delivered") return `${pc.green("✓")} Delivered: ${lastAttempt(delivery)}`;
  const message = error?.message ?? faultOf(delivery.attempts.at(-1));
  const next = status === "Pending" ? " It is tried again." : "";
  return `${pc.red("✗")} ${printable(message)}${next} ${pc.dim(`(message ${id})`)}`;
}

function faultOf(attempt: WebhookDeliveryAnswer["attempts"][number] | undefined): string {
  if (attempt === undefined) return "No attempt was made yet.";
  const { responseStatus: status, error } = attempt;
  if (status === null) return error?.message ?? "There was no answer.";
  if (status >= 300 && status < 400) {
    return `The receiver answered ${status} to send us elsewhere, which is not followed. Give the webhook the final URL.`;
  }
  return `The receiver answered ${status}; only a 2xx status says that it has the message.`;
}

const colors: Readonly<Record<WebhookDeliveryAnswer["status"], (text: string) => string>> = {
  Pending: pc.yellow,
  Delivered: pc.green,
  Failed: pc.red,
};

const statusColumn: Column = {
  title: "STATUS",
  color: (text) => Object.entries(colors).find(([status]) => status === text)?.[1](text) ?? text,
};

function lastAttempt({ attempts, error }: WebhookDeliveryAnswer): string {
  const last = attempts.at(-1);
  if (last === undefined) return error?.code ?? "No attempt was made yet.";
  const outcome = last.responseStatus === null ? (last.error?.code ?? "") : `answer ${last.responseStatus}`;
  return `${outcome} after ${last.durationMs} ms`;
}

function yesOrNo(value: boolean): string {
  return value ? "yes" : "no";
}
