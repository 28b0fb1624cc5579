import { formatSchema, instantMs, type NewExportRequest } from "@sluice/types";
import type { Command } from "commander";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { UsageError } from "../errors.ts";
import { findConnection } from "../find-connection.ts";
import { collect, lengthSchema, optionsOf } from "../options.ts";
import {
  addFormatOptions,
  everyHoursSchema,
  formatOptionsOf,
  formatOptionsShape,
  instantOf,
} from "./export-options.ts";

const optionsSchema = z.object({
  name: z.string().optional(),
  connection: z.string().optional(),
  format: formatSchema,
  event: z.array(z.string()).optional(),
  profiles: z.boolean().default(false),
  every: everyHoursSchema.optional(),
  startFrom: z.string().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  last: lengthSchema.optional(),
  ...formatOptionsShape,
});
type Options = z.output<typeof optionsSchema>;

/** What a new export and an estimate of it take alike. */
export function addNewExportOptions(command: Command): Command {
  return addFormatOptions(
    command
      .requiredOption("--format <format>", "json, xml, csv or parquet")
      .option("--connection <connection>", "id or name; not needed where there is only one")
      .option("--event <name>", "only this event; may be given several times", collect)
      .option("--profiles", "user profiles instead of events")
      .option("--from <time>", "first instant of the window, RFC 3339 or a date (UTC)")
      .option("--to <time>", "the window ends before this instant (now)")
      .option("--last <length>", "instead of --from: a window of so long, such as 24h or 30d")
      .option("--every <hours>", "recurring: what is new every so many hours, 4h to 24h")
      .option("--start-from <time>", "recurring: where the first window starts (now)")
      .option("--name <name>", "for people; the activity log can be searched for it"),
  );
}

/** The API's request; values that are wrong are the API's to name. */
export async function newExportRequest(cli: Cli, command: Command): Promise<NewExportRequest> {
  const options = optionsOf(optionsSchema, command);
  const { name, format } = options;
  const what = whatOf(options);
  const period = periodOf(options, cli.now());
  const { id } = await findConnection(cli.api(), options.connection);
  return {
    format,
    connectionId: id,
    name: name ?? null,
    ...what,
    ...period,
    options: formatOptionsOf(options),
  };
}

function whatOf({ event, profiles }: Options): Pick<NewExportRequest, "type" | "eventNames"> {
  if (profiles && event !== undefined)
    throw new UsageError("--event goes with events only; leave it or --profiles out.");
  if (profiles) return { type: "allProfiles" };
  return event === undefined ? { type: "allEvents" } : { type: "selectEvents", eventNames: [...event] };
}

function periodOf(options: Options, nowMs: number): Partial<NewExportRequest> {
  const { every, startFrom, from, to, last, profiles } = options;
  const window = Object.entries({ from, to, last }).flatMap(([option, value]) => (value === undefined ? [] : [option]));
  if (window.length > 0 && (every !== undefined || profiles)) {
    const reason = profiles ? "profiles are exported as they are now" : "a recurring export takes what is captured";
    throw new UsageError(`--${window[0]} does not go with ${profiles ? "--profiles" : "--every"}: ${reason}.`);
  }
  if (every === undefined && startFrom !== undefined) throw new UsageError("--start-from goes with --every only.");
  if (every !== undefined) {
    const start = startFrom === undefined ? {} : { startFrom: instantOf("--start-from", startFrom) };
    return { frequency: "recurring", everyHours: every, ...start };
  }
  return { frequency: "oneTime", ...(profiles ? {} : windowOf(options, nowMs)) };
}

const secondMs = 1_000;

function windowOf({ from, to, last }: Options, nowMs: number): { readonly from: string; readonly to: string } {
  if ((from === undefined) === (last === undefined)) {
    throw new UsageError(
      "Say when the window begins: with --from, or with --last and its length (--last 30d); or export on a schedule with --every 24h.",
    );
  }
  // To whole seconds, so that what is typed in one second is the same request.
  const end =
    to === undefined ? new Date(Math.floor(nowMs / secondMs) * secondMs).toISOString() : instantOf("--to", to);
  if (from !== undefined) return { from: instantOf("--from", from), to: end };
  return { from: new Date(instantMs(end) - (last ?? 0)).toISOString(), to: end };
}
