import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { timeZoneSchema } from "@sluice/types";
import {
  type DeliveryReport,
  type DeliverySource,
  folderSource,
  noSuchPath,
  openBucketSource,
  type RunReport,
  verifyDelivery,
} from "@sluice/verify";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { AlreadySaid } from "../errors.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf, wholeNumber } from "../options.ts";
import { bytes, counted } from "../output/figures.ts";
import { openProgress } from "../output/progress-bar.ts";
import { printable } from "../output/table.ts";

const optionsSchema = z.object({
  requestId: wholeNumber.optional(),
  chain: z.boolean().default(false),
  timeZone: timeZoneSchema.optional(),
  region: z.string().optional(),
  endpoint: z.string().optional(),
});
type Options = z.output<typeof optionsSchema>;

export function addVerifyCommand(program: Command, open: OpenCommand): void {
  program
    .command("verify")
    .description("check delivered runs: every object against its manifest; exits with 1 for any fault")
    .argument("<place>", "a manifest, a folder, or s3://bucket/prefix (read with your own credentials)")
    .option("--request-id <id>", "only this export's runs")
    .option("--chain", "also the runs before it, and that their windows meet")
    .option("--time-zone <zone>", "the project's, to check printed times exactly")
    .option("--region <region>", "the bucket's (AWS_REGION)")
    .option("--endpoint <url>", "an S3-compatible store instead of AWS (AWS_ENDPOINT_URL_S3)")
    .action(async (place: string, _options: unknown, command: Command) => {
      await verify(await open(command), place, optionsOf(optionsSchema, command));
    });
}

async function verify(cli: Cli, place: string, options: Options): Promise<void> {
  using target = await openPlace(cli, place, options);
  const report = await reportOf(cli, target, options);
  cli.out.show(plain(report), () => endText(report));
  if (!report.ok) throw new AlreadySaid();
}

async function reportOf({ out, signal }: Cli, { source, prefix }: Place, options: Options): Promise<DeliveryReport> {
  const { requestId, chain, timeZone = null } = options;
  using bar = openProgress(out, "verifying", "bytes");
  return await verifyDelivery({
    source,
    prefix,
    chain,
    timeZone,
    signal,
    ...(requestId === undefined ? {} : { requestId }),
    onProgress: ({ key, bytes: done, totalBytes }) => bar.update(done, totalBytes, pc.dim(printable(key))),
  });
}

interface Place extends Disposable {
  readonly source: DeliverySource;
  readonly prefix: string;
}

async function openPlace(cli: Cli, place: string, { region, endpoint }: Options): Promise<Place> {
  const [, bucket, prefix = ""] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(place) ?? [];
  if (bucket !== undefined) {
    const { environment } = cli;
    const { SLUICE_S3_ACCESS_KEY_ID: accessKeyId, SLUICE_S3_SECRET_ACCESS_KEY: secretAccessKey } = environment;
    const source = openBucketSource({
      bucket,
      region: region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION ?? "us-east-1",
      endpoint: endpoint ?? environment.AWS_ENDPOINT_URL_S3 ?? null,
      credentials: accessKeyId && secretAccessKey ? { accessKeyId, secretAccessKey } : null,
    });
    return { source, prefix, [Symbol.dispose]: () => source[Symbol.dispose]() };
  }
  const path = cli.pathOf(place);
  const found = await stat(path).catch(() => null);
  if (found === null) throw noSuchPath(path);
  const [folder, name] = found.isDirectory() ? [path, ""] : [dirname(path), basename(path)];
  return { source: folderSource(folder), prefix: name, [Symbol.dispose]: () => undefined };
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
  const all = ok
    ? `${pc.green("✓")} Everything is there, whole and as the manifest says`
    : `${pc.red("✗")} ${counted(faults.length, "fault")}`;
  return [...runs.map(runText), ...lines, all].join("\n");
}

function runText({ ok, manifestKey, objects, records, bytes: size }: RunReport): string {
  const mark = ok ? pc.green("✓") : pc.red("✗");
  return `${mark} ${printable(manifestKey)}  ${counted(objects, "object")}, ${counted(records, "record")}, ${bytes(size)}`;
}
