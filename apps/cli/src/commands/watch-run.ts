import { setTimeout } from "node:timers/promises";
import {
  exportAnswerSchema,
  type RunAnswer,
  type RunProgress,
  type RunStatus,
  runAnswerSchema,
  runProgressSchema,
} from "@sluice/types";
import pc from "picocolors";
import type { Cli } from "../cli.ts";
import { AlreadySaid, neverRan } from "../errors.ts";
import { inCliWords } from "../output/error-text.ts";
import { bytes, count, counted, duration, instant } from "../output/figures.ts";
import { openProgress } from "../output/progress-bar.ts";
import { saidLines } from "../output/said-lines.ts";
import { printable } from "../output/table.ts";

/** Where a run is in the API; the export's own paths are those of its latest run. */
export function runPath(requestId: string, runTimestamp?: number): string {
  const path = `/v1/exports/${encodeURIComponent(requestId)}`;
  return runTimestamp === undefined ? path : `${path}/runs/${runTimestamp}`;
}

/**
 * Shows a run until it has ended. Throws where it did not end well. Without a run it is the export's latest; where a
 * recurring export has none yet, its first one is waited for.
 */
export async function watchRun(cli: Cli, requestId: string, runTimestamp?: number): Promise<void> {
  const { out, signal } = cli;
  try {
    if (runTimestamp === undefined) await firstRun(cli, requestId);
    const end = await follow(cli, runPath(requestId, runTimestamp));
    if (!out.isJson) out.note(endText(end, await runOf(cli, end)));
    if (end.status !== "Done") throw new AlreadySaid();
  } catch (error) {
    if (signal.aborted && !out.isJson) {
      out.live(null);
      const run = runTimestamp === undefined ? "" : ` --run ${runTimestamp}`;
      out.warn(
        `Export ${requestId} goes on. See it again with: ./sluice exports watch ${requestId}${run}, or end it with: ./sluice exports stop ${requestId}`,
      );
    }
    throw error;
  }
}

const lookAgainMs = 2_000;

async function firstRun({ api, out, signal }: Cli, requestId: string): Promise<void> {
  let isSaid = false;
  for (;;) {
    const { lastRun, nextRunAt, stopped } = await api().get(exportAnswerSchema, runPath(requestId));
    if (lastRun !== null) return;
    if (stopped !== null) throw neverRan(requestId);
    if (!isSaid) out.note(`  Its first run is at ${instant(nextRunAt)}`);
    isSaid = true;
    await setTimeout(lookAgainMs, undefined, { signal });
  }
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

const sayEveryMs = 30_000;
const tickMs = 1_000;

/** Connects again when a stream breaks off: the API may have been restarted. */
async function follow(cli: Cli, path: string): Promise<RunProgress> {
  const { out, signal } = cli;
  using bar = openProgress(out, "records", "records");
  const said = saidLines({ say: (line) => !out.isLive && out.note(line), everyMs: sayEveryMs, now: cli.now });
  const ticking = setInterval(() => said.tick(), tickMs);
  using _ticks = { [Symbol.dispose]: () => clearInterval(ticking) };
  let streamed = "";
  for (let failures = 0; ; ) {
    try {
      for await (const { event, data } of cli.api().events(`${path}/progress`)) {
        const progress = runProgressSchema.parse(JSON.parse(data));
        failures = 0;
        // The end of a stream says once more what came before it.
        if (data !== streamed) out.stream(progress);
        streamed = data;
        if (event === "done") {
          out.live(null);
          return progress;
        }
        out.live(progress.expectedRecords === null ? stateOf(progress) : null);
        bar.update(progress.encodedRecords, progress.expectedRecords ?? 0, noteOf(progress));
        if (!isOver[progress.status]) said.update(stateOf(progress), detailOf(progress));
      }
    } catch (error) {
      const canPass = error instanceof TypeError || (error instanceof Error && "retryable" in error && error.retryable);
      if (signal.aborted || !canPass || ++failures > mostFailures) throw error;
    }
    await setTimeout(reconnectMs, undefined, { signal });
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

/** The same, and how far it is. */
function detailOf(progress: RunProgress): string {
  const { waiting, status, expectedRecords, encodedRecords, totals } = progress;
  if (waiting !== null || expectedRecords === null) return stateOf(progress);
  return `  ${status}, ${count(encodedRecords)} of ${counted(expectedRecords, "record")}, ${counted(totals.objects, "object")} delivered`;
}

async function runOf({ api }: Cli, { requestId, runTimestamp }: RunProgress): Promise<RunAnswer> {
  return api().get(runAnswerSchema, runPath(String(requestId), runTimestamp));
}

function endText({ status, error, totals }: RunProgress, { startedAt, endedAt, manifestKey }: RunAnswer): string {
  if (error !== null)
    return `${pc.red("✗")} ${status}. ${printable(inCliWords(error.message))} ${pc.dim(`(${error.code})`)}`;
  const took = startedAt && endedAt ? ` in ${duration(Date.parse(endedAt) - Date.parse(startedAt))}` : "";
  const delivered = `${counted(totals.records, "record")} in ${counted(totals.objects, "object")}, ${bytes(totals.bytes)}`;
  if (status !== "Done") return `${pc.yellow("!")} ${status}. ${delivered} delivered until then, no manifest`;
  return `${pc.green("✓")} Done. ${delivered}${took}\n  ${pc.dim("manifest")}  ${printable(manifestKey ?? "–")}`;
}
