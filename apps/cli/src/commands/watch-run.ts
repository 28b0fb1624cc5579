import { setTimeout } from "node:timers/promises";
import { type RunAnswer, type RunProgress, type RunStatus, runAnswerSchema, runProgressSchema } from "@sluice/types";
import pc from "picocolors";
import type { Cli } from "../cli.ts";
import { AlreadySaid } from "../errors.ts";
import { bytes, count, counted, duration } from "../output/figures.ts";
import { openProgress } from "../output/progress-bar.ts";
import { printable } from "../output/table.ts";

/** Where a run is in the API; the export's own paths are those of its latest run. */
export function runPath(requestId: string, runTimestamp?: number): string {
  const path = `/v1/exports/${encodeURIComponent(requestId)}`;
  return runTimestamp === undefined ? path : `${path}/runs/${runTimestamp}`;
}

/** Shows a run until it has ended. Throws where it did not end well. */
export async function watchRun(cli: Cli, requestId: string, runTimestamp?: number): Promise<void> {
  const { out } = cli;
  const end = await follow(cli, runPath(requestId, runTimestamp));
  if (!out.isJson) out.note(endText(end, await runOf(cli, end)));
  if (end.status !== "Done") throw new AlreadySaid();
}

const isOver: Readonly<Record<RunStatus, boolean>> = {
  Pending: false,
  Running: false,
  Done: true,
  Stopped: true,
  Failed: true,
};
const reconnectMs = 1_000;
const mostFailures = 30;

/** Connects again when a stream breaks off: the API may have been restarted. */
async function follow(cli: Cli, path: string): Promise<RunProgress> {
  using bar = openProgress(cli.out, "records", "records");
  let said = "";
  for (let failures = 0; ; ) {
    try {
      for await (const { event, data } of cli.api().events(`${path}/progress`)) {
        const progress = runProgressSchema.parse(JSON.parse(data));
        failures = 0;
        if (event === "done") {
          cli.out.live(null);
          cli.out.stream(progress);
          return progress;
        }
        cli.out.stream(progress);
        cli.out.live(progress.expectedRecords === null ? stateOf(progress) : null);
        bar.update(progress.encodedRecords, progress.expectedRecords ?? 0, noteOf(progress));
        const state = stateOf(progress);
        if (!cli.out.isLive && state !== said && !isOver[progress.status]) cli.out.note(state);
        said = state;
      }
    } catch (error) {
      const canPass = error instanceof TypeError || (error instanceof Error && "retryable" in error && error.retryable);
      if (cli.signal.aborted || !canPass || ++failures > mostFailures) throw error;
    }
    await setTimeout(reconnectMs, undefined, { signal: cli.signal });
  }
}

function noteOf({ waiting, jobs, totals }: RunProgress): string {
  if (waiting !== null) return pc.yellow(printable(waiting));
  const planned = jobs.planned === null ? "" : ` of ${count(jobs.planned)}`;
  return pc.dim(`${count(jobs.done)}${planned} jobs, ${counted(totals.objects, "object")}, ${bytes(totals.bytes)}`);
}

/** Where nothing can move, a line for every state. */
function stateOf({ status, waiting, expectedRecords }: RunProgress): string {
  if (waiting !== null) return `  ${printable(waiting)}`;
  return `  ${status}${expectedRecords === null ? "" : `, ${counted(expectedRecords, "record")} to deliver`}`;
}

async function runOf({ api }: Cli, { requestId, runTimestamp }: RunProgress): Promise<RunAnswer> {
  return api().get(runAnswerSchema, runPath(String(requestId), runTimestamp));
}

function endText({ status, error, totals }: RunProgress, { startedAt, endedAt, manifestKey }: RunAnswer): string {
  if (error !== null) return `${pc.red("✗")} ${status}. ${printable(error.message)} ${pc.dim(`(${error.code})`)}`;
  const took = startedAt && endedAt ? ` in ${duration(Date.parse(endedAt) - Date.parse(startedAt))}` : "";
  const delivered = `${counted(totals.records, "record")} in ${counted(totals.objects, "object")}, ${bytes(totals.bytes)}`;
  if (status !== "Done") return `${pc.yellow("!")} ${status}. ${delivered} delivered until then, no manifest`;
  return `${pc.green("✓")} Done. ${delivered}${took}\n  ${pc.dim("manifest")}  ${printable(manifestKey ?? "–")}`;
}
