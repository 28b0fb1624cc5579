import { SluiceError, toFailure } from "@sluice/types";
import { type FilesProgress, verifyFiles } from "./verify-files.ts";
import { brokeOff, type VerifyAnswer, type VerifyOutcome, type VerifyRequest } from "./verify-messages.ts";

/** Of a worker's own scope or a message port, what is needed here. */
export interface VerifyPort {
  postMessage(answer: VerifyAnswer): void;
  addEventListener(type: "message", listener: (event: { readonly data: VerifyRequest }) => void): void;
}

/** Checks files for whoever is at the other end, one delivery at a time. */
export function serveVerify(port: VerifyPort): void {
  let running = new AbortController();
  port.addEventListener("message", ({ data: request }) => {
    running.abort();
    if (request.type === "cancel") return;
    running = new AbortController();
    void answer(port, request, running.signal);
  });
}

async function answer(
  port: VerifyPort,
  { files, timeZone }: VerifyRequest & { readonly type: "start" },
  signal: AbortSignal,
): Promise<void> {
  const onProgress = nowAndThen((progress) => port.postMessage({ type: "progress", progress }));
  const outcome = await verifyFiles(files, { timeZone, signal, onProgress }).then<VerifyOutcome, VerifyOutcome>(
    (report) => ({ type: "done", report }),
    (error: unknown) => {
      if (signal.aborted) return { type: "cancelled" };
      return { type: "failed", failure: error instanceof SluiceError ? toFailure(error) : brokeOff(error) };
    },
  );
  port.postMessage(outcome);
}

const everyMs = 100;

/** The first and then as many as can be looked at. */
function nowAndThen(report: (progress: FilesProgress) => void): (progress: FilesProgress) => void {
  let nextMs = 0;
  return (progress) => {
    const nowMs = performance.now();
    if (nowMs < nextMs) return;
    nextMs = nowMs + everyMs;
    report(progress);
  };
}
