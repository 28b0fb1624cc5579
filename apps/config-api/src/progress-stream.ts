import { setTimeout } from "node:timers/promises";
import { type ConfigDb, encodedRecords, getRun, type Run } from "@sluice/config-store";
import type { Logger } from "@sluice/service";
import type { RunProgress, RunStatus } from "@sluice/types";
import { progressAnswer } from "./answers/run-answer.ts";

const pollMs = 500;
const heartbeatMs = 15_000;

/**
 * A run's progress as server-sent events: `progress` whenever it changes, `done` once the run has ended, comments in
 * between so that proxies keep the connection. A client that connects again gets the present state first.
 */
export function progressStream(store: ConfigDb, run: Run, log: Logger, signal: AbortSignal): Response {
  const encoder = new TextEncoder();
  const events = progressEvents(store, run, log, signal);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await events.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await events.return(undefined);
    },
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" },
  });
}

async function* progressEvents(
  store: ConfigDb,
  { runId }: Run,
  log: Logger,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  let shown = "";
  let shownAt = performance.now();
  while (!signal.aborted) {
    const progress = await progressOf(store, runId).catch((error: unknown) => {
      log.warn({ err: error, runId }, "progress cannot be read just now");
      return null;
    });
    const text = JSON.stringify(progress);
    if (progress !== null && text !== shown) {
      yield event("progress", text);
      [shown, shownAt] = [text, performance.now()];
    }
    if (progress !== null && isOver[progress.status]) {
      yield event("done", text);
      return;
    }
    if (performance.now() - shownAt > heartbeatMs) {
      yield ": still here\n\n";
      shownAt = performance.now();
    }
    await setTimeout(pollMs, undefined, { signal }).catch(() => undefined);
  }
}

const isOver: Readonly<Record<RunStatus, boolean>> = {
  Pending: false,
  Running: false,
  Done: true,
  Stopped: true,
  Failed: true,
};

async function progressOf(store: ConfigDb, runId: string): Promise<RunProgress> {
  const encoded = await encodedRecords(store, runId);
  return progressAnswer(await getRun(store, runId), encoded);
}

function event(name: string, data: string): string {
  return `event: ${name}\ndata: ${data}\n\n`;
}
