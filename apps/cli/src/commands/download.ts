import { connectionAnswerSchema, exportAnswerSchema, runAnswerSchema } from "@sluice/types";
import { downloadDelivery } from "@sluice/verify";
import type { Command } from "commander";
import pc from "picocolors";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { notDone } from "../errors.ts";
import type { OpenCommand } from "../open-command.ts";
import { optionsOf, wholeNumber } from "../options.ts";
import { bytes, counted } from "../output/figures.ts";
import { openProgress } from "../output/progress-bar.ts";
import { printable } from "../output/table.ts";
import { type BucketOptions, bucketOptionsShape, endpointOption, openPlace, regionOption } from "./delivery-place.ts";
import { runPath } from "./watch-run.ts";

const optionsSchema = z.object({
  to: z.string(),
  run: wholeNumber.optional(),
  requestId: wholeNumber.optional(),
  ...bucketOptionsShape,
});
type Options = z.output<typeof optionsSchema>;

export function addDownloadCommand(program: Command, open: OpenCommand): void {
  program
    .command("download")
    .description("fetch delivered runs into a folder, with your own credentials, each file checked by its SHA-256")
    .argument("<place>", "an export's number, or s3://bucket/prefix, or a manifest there")
    .requiredOption("--to <folder>", "where the files go; what is there already is not fetched again")
    .option("--run <runTimestamp>", "of an export: a run other than the latest")
    .option("--request-id <id>", "of a bucket: only this export's runs")
    .option(...regionOption)
    .option(...endpointOption)
    .action(async (typed: string, _options: unknown, command: Command) => {
      const cli = await open(command);
      const options = optionsOf(optionsSchema, command);
      const { place, bucket } = await placeOf(cli, typed, options);
      using opened = await openPlace(cli, place, bucket);
      const folder = cli.pathOf(options.to);
      using bar = openProgress(cli.out, "downloading", "bytes");
      const report = await downloadDelivery({
        source: opened.source,
        prefix: opened.prefix,
        folder,
        requestId: options.requestId,
        signal: cli.signal,
        onProgress: ({ key, bytes: done, totalBytes }) => bar.update(done, totalBytes, pc.dim(printable(key))),
      });
      bar[Symbol.dispose]();
      const kept = report.kept === 0 ? "" : `, ${report.kept} of them there before`;
      cli.out.show({ ...report, folder }, () => {
        const what = `${counted(report.objects, "object")} of ${counted(report.runs, "run")}`;
        return `${pc.green("✓")} ${what} in ${printable(folder)}, ${bytes(report.bytes)}${kept}`;
      });
    });
}

/** An export's number stands for its run's manifest, in the bucket that the run went to. */
async function placeOf(
  { api }: Cli,
  typed: string,
  { run, region, endpoint }: Options,
): Promise<{ readonly place: string; readonly bucket: BucketOptions }> {
  if (!/^[1-9]\d{0,11}$/.test(typed)) return { place: typed, bucket: { region, endpoint } };
  const found = await api().get(exportAnswerSchema, runPath(typed));
  const wanted = run === undefined ? found.lastRun : await api().get(runAnswerSchema, runPath(typed, run));
  if (!wanted?.manifestKey) throw notDone(typed);
  const connection = await api().get(connectionAnswerSchema, `/v1/connections/${found.connection.id}`);
  return {
    place: `s3://${connection.bucket}/${wanted.manifestKey}`,
    bucket: { region: region ?? connection.region, endpoint: endpoint ?? connection.endpoint ?? undefined },
  };
}
