import { timeZoneSchema } from "@sluice/types";
import { type DeliveryPlace, type DeliveryReport, type RunReport, verifyDelivery, wholeText } from "@sluice/verify";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { AlreadySaid, UsageError } from "../errors.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf, wholeNumber } from "../options.ts";
import { bytes, counted } from "../output/figures.ts";
import { openProgress } from "../output/progress-bar.ts";
import { printable } from "../output/table.ts";
import { bucketOptionsShape, endpointOption, openPlace, regionOption } from "./delivery-place.ts";

const optionsSchema = z.object({
  requestId: wholeNumber.optional(),
  chain: z.boolean().default(false),
  timeZone: timeZoneSchema.optional(),
  ...bucketOptionsShape,
});
type Options = z.output<typeof optionsSchema>;

export function addVerifyCommand(program: Command, open: OpenCommand): void {
  program
    .command("verify")
    .description("check delivered runs: every object against its manifest; exits with 1 for any fault")
    .argument("<places...>", "a manifest, a folder, or s3://bucket/prefix; several where an export changed its bucket")
    .option("--request-id <id>", "only this export's runs")
    .option("--chain", "also the runs before it, and that their windows meet")
    .option("--time-zone <zone>", "the project's, to check printed times exactly")
    .option(...regionOption)
    .option(...endpointOption)
    .action(async (places: string[], _options: unknown, command: Command) => {
      await verify(await open(command), places, optionsOf(optionsSchema, command));
    });
}

async function verify(cli: Cli, typed: readonly string[], options: Options): Promise<void> {
  using opened = new DisposableStack();
  const places: DeliveryPlace[] = [];
  for (const place of typed) places.push(opened.use(await openPlace(cli, place, options)));
  const report = await reportOf(cli, places, options);
  cli.out.show(plain(report), () => endText(report));
  if (!report.ok) throw new AlreadySaid();
}

async function reportOf(
  { out, signal }: Cli,
  [first, ...others]: readonly DeliveryPlace[],
  options: Options,
): Promise<DeliveryReport> {
  if (first === undefined) throw new UsageError("Say where the delivery is.");
  const { requestId, chain, timeZone = null } = options;
  using bar = openProgress(out, "verifying", "bytes");
  return await verifyDelivery({
    source: first.source,
    prefix: first.prefix,
    others,
    chain,
    timeZone,
    signal,
    ...(requestId === undefined ? {} : { requestId }),
    onProgress: ({ key, bytes: done, totalBytes }) => bar.update(done, totalBytes, pc.dim(printable(key))),
  });
}

/** The manifests themselves are where they were read. */
function plain({ ok, runs, chainFaults }: DeliveryReport) {
  return { ok, runs: runs.map(({ manifest: _manifest, ...run }) => run), chainFaults };
}

function endText({ ok, runs, chainFaults }: DeliveryReport): string {
  const faults = [...runs.flatMap((run) => run.faults), ...chainFaults];
  const lines = faults.map(
    ({ code, key, message }) => `${pc.red("✗")} ${printable(key)}: ${printable(message)} ${pc.dim(`(${code})`)}`,
  );
  const all = ok ? `${pc.green("✓")} ${wholeText}` : `${pc.red("✗")} ${counted(faults.length, "fault")}`;
  return [...runs.map(runText), ...lines, all].join("\n");
}

function runText({ ok, manifestKey, objects, records, bytes: size }: RunReport): string {
  const mark = ok ? pc.green("✓") : pc.red("✗");
  return `${mark} ${printable(manifestKey)}  ${counted(objects, "object")}, ${counted(records, "record")}, ${bytes(size)}`;
}
