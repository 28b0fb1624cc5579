import { type FieldError, SluiceError } from "@sluice/types";
import { type Command, CommanderError } from "commander";
import pc from "picocolors";
import { ProblemError, UsageError } from "../errors.ts";
import { printable } from "./table.ts";

/** An error as it is told: in JSON for scripts, or as a line for people. */
export interface ToldError {
  readonly code: string;
  readonly message: string;
  /** What is wrong with what was typed, and with which option. */
  readonly fields: readonly (FieldError & { readonly option: string })[];
  /** What to run next; null where there is nothing to say. */
  readonly hint: string | null;
}

/** Tells an error in the words of the command line; `command` is the one that met it. */
export function toldError(error: unknown, command: Command | null): ToldError {
  if (error instanceof CommanderError) return told("cli.usage", error.message.replace(/^error: /, ""));
  if (error instanceof ProblemError) {
    const { code, detail, errors = [] } = error.problem;
    const fields = errors.map((field) => ({ ...field, option: optionOf(field, command) }));
    return { code, message: fields.length === 0 ? detail : faultsOf(fields), fields, hint: hints[code] ?? null };
  }
  if (error instanceof SluiceError) return told(error.code, error.message);
  return told("internal", error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** One line, or one for each mistake, and below it what to do. */
export function errorText({ code, message, fields, hint }: ToldError): string {
  const isOne = fields.length < 2;
  const lines = [`${pc.red("✗")} ${isOne ? inCliWords(message) : "This cannot be:"} ${pc.dim(`(${code})`)}`];
  if (!isOne) lines.push(...fields.map((field) => `    ${pc.bold(field.option)} ${field.message}`));
  if (hint !== null) lines.push(`  ${hint}`);
  return `${lines.map(withoutControls).join("\n")}\n`;
}

/** Errors of runs and connections are written for whoever looks at a page. */
export function inCliWords(message: string, retry = "run `./sluice exports retry`"): string {
  return message
    .replace("shown under Connections > Policy", "that `./sluice connections policy` prints")
    .replace(/\b(then |and )?press Retry\b/i, (_, before = "") => `${before}${retry}`);
}

/** Whether what was typed is at fault, also where only the API could see it: the exit code is 2 then. */
export function isMistake(error: unknown): boolean {
  if (error instanceof CommanderError || error instanceof UsageError) return true;
  return error instanceof ProblemError && (error.problem.status === 422 || mistakes.has(error.code));
}

const mistakes: ReadonlySet<string> = new Set([
  "connection.not_found",
  "export.not_found",
  "forget.not_found",
  "project.not_found",
  "request.bad_cursor",
  "run.not_found",
  "token.not_found",
  "webhook.delivery_not_found",
  "webhook.not_found",
]);

const hints: Readonly<Record<string, string>> = {
  "connection.in_use": "See which with: ./sluice exports list --connection <connection>",
  "connection.not_found": "See those there are with: ./sluice connections list",
  "export.already_stopped": "Let it go on with: ./sluice exports resume <requestId> --from last-run",
  "export.not_found": "See those there are with: ./sluice exports list",
  "export.not_recurring": "Export once more with: ./sluice exports create",
  "export.not_running": "See how it ended with: ./sluice exports get <requestId>",
  "export.profile_export_scheduled": "Stop it with: ./sluice exports stop <requestId>",
  "forget.not_found": "See those there are with: ./sluice lake forgotten",
  "run.no_manifest": "Follow it with: ./sluice exports watch <requestId>",
  "run.not_found": "See those there are with: ./sluice runs <requestId>",
  "token.not_found": "See those there are with: ./sluice tokens list",
  "webhook.delivery_not_found": "See those there are with: ./sluice webhooks deliveries <webhook>",
  "webhook.not_found": "See those there are with: ./sluice webhooks list",
};

/** Fields whose option is called otherwise. */
const otherNames: Readonly<Record<string, string>> = {
  connectionId: "connection",
  eventNames: "event",
  eventTypes: "event",
  everyHours: "every",
  bucketKey: "kms-bucket-key",
  keyId: "kms-key-id",
  type: "sse",
};

/** The command's option for a field of a request, or the field's name in words. */
function optionOf({ pointer }: FieldError, command: Command | null): string {
  const names = pointer.split("/").filter((name) => !/^\d*$/.test(name));
  const last = names.at(-1) ?? "";
  const kebab = last.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const candidates = names.toReversed().flatMap((name) => otherNames[name] ?? []);
  const known = new Set(command?.options.flatMap(({ long }) => long ?? []));
  const option = [kebab, ...candidates].map((name) => `--${name}`).find((name) => known.has(name));
  return option ?? (kebab.replaceAll("-", " ") || "the request");
}

function faultsOf(fields: ToldError["fields"]): string {
  return `${fields.map(({ option, message }) => `${option} ${message.replace(/\.$/, "")}`).join("; ")}.`;
}

function told(code: string, message: string): ToldError {
  return { code, message, fields: [], hint: null };
}

/** Colours stay, what came from outside cannot add any. */
function withoutControls(line: string): string {
  return line.split("\x1b").map(printable).join("\x1b");
}
