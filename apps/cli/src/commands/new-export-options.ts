import { formatSchema, type NewExportRequest } from "@sluice/types";
import type { Command } from "commander";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { UsageError } from "../errors.ts";
import { findConnection } from "../find-connection.ts";
import { collect, optionsOf } from "../options.ts";

const optionsSchema = z.object({
  name: z.string().optional(),
  connection: z.string().optional(),
  format: formatSchema,
  event: z.array(z.string()).optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  last: z
    .string()
    .regex(/^[1-9]\d{0,3}[hd]$/, "is no length such as 24h or 30d")
    .optional(),
  eventId: z.boolean().optional(),
  jsonHeader: z.string().optional(),
  parquetLayout: z.string().optional(),
  parquetContainer: z.string().optional(),
});
type Options = z.output<typeof optionsSchema>;

/** What a new export and an estimate of it take alike. */
export function addNewExportOptions(command: Command): Command {
  return command
    .requiredOption("--format <format>", "json, xml, csv or parquet")
    .option("--connection <connection>", "id or name; not needed where there is only one")
    .option("--event <name>", "only this event; may be given several times", collect)
    .option("--from <time>", "first instant of the window, RFC 3339 or a date (UTC)")
    .option("--to <time>", "the window ends before this instant (now)")
    .option("--last <length>", "instead of --from: a window of so long, such as 24h or 30d")
    .option("--name <name>", "for people; the activity log can be searched for it")
    .option("--event-id", "put each record's id into it")
    .option("--json-header <header>", "json: eventName (the default) or none")
    .option("--parquet-layout <layout>", "parquet: map (the default) or columns")
    .option("--parquet-container <container>", "parquet: gzip (the default) or none, which tools read in place");
}

/** The API's request; values that are wrong are the API's to name. */
export async function newExportRequest(cli: Cli, command: Command): Promise<NewExportRequest> {
  const options = optionsOf(optionsSchema, command);
  const { name, format, event } = options;
  const { id } = await findConnection(cli.api(), options.connection);
  return {
    ...{ format, connectionId: id, frequency: "oneTime", name: name ?? null },
    ...(event === undefined ? { type: "allEvents" } : { type: "selectEvents", eventNames: [...event] }),
    ...windowOf(options, cli.now()),
    options: formatOptionsOf(options),
  };
}

const hourMs = 3_600_000;
const secondMs = 1_000;

function windowOf({ from, to, last }: Options, nowMs: number): { readonly from: string; readonly to: string } {
  if ((from === undefined) === (last === undefined)) {
    throw new UsageError("Say when the window begins: with --from, or with --last and its length (--last 30d).");
  }
  // To whole seconds, so that what is typed in one second is the same request.
  const end =
    to === undefined ? new Date(Math.floor(nowMs / secondMs) * secondMs).toISOString() : instantOf("--to", to);
  if (from !== undefined) return { from: instantOf("--from", from), to: end };
  const length = Number.parseInt(last ?? "", 10) * hourMs * (last?.endsWith("d") ? 24 : 1);
  return { from: new Date(Date.parse(end) - length).toISOString(), to: end };
}

function instantOf(option: string, text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${text}T00:00:00Z`;
  if (/^\d{4}-\d{2}-\d{2}T.*(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new UsageError(`${option}: ${text} is no instant; write 2026-10-01T08:00:00Z, or 2026-10-01 for its first.`);
}

/** Only what was typed: a format's own defaults are the API's. */
function formatOptionsOf({ eventId, jsonHeader, parquetLayout, parquetContainer }: Options): Record<string, unknown> {
  const given = Object.entries({ eventId, jsonHeader, parquetLayout, parquetContainer });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}
