import type { FileToVerify } from "./file-to-verify.ts";
import type { VerifyFilesOptions } from "./verify-files.ts";
import { brokeOff, type VerifyAnswer, type VerifyOutcome, type VerifyRequest } from "./verify-messages.ts";

/** Of a `Worker`, what is needed here. */
export interface VerifyWorker {
  postMessage(request: VerifyRequest): void;
  addEventListener(type: "message", listener: (event: { readonly data: VerifyAnswer }) => void): void;
  addEventListener(type: "error", listener: (event: { readonly message?: string }) => void): void;
  terminate(): void;
}

/** Has a worker that runs `serveVerify` check the files, and ends it. Never throws. */
export async function verifyInWorker(
  worker: VerifyWorker,
  files: readonly FileToVerify[],
  { timeZone = null, onProgress, signal }: VerifyFilesOptions = {},
): Promise<VerifyOutcome> {
  const { promise, resolve } = Promise.withResolvers<VerifyOutcome>();
  const cancel = (): void => resolve({ type: "cancelled" });
  signal?.addEventListener("abort", cancel);
  worker.addEventListener("message", ({ data: answer }) => {
    if (answer.type === "progress") onProgress?.(answer.progress);
    else resolve(answer);
  });
  worker.addEventListener("error", ({ message }) => {
    resolve({ type: "failed", failure: brokeOff(message || "its worker did not start") });
  });
  if (signal?.aborted) cancel();
  else worker.postMessage({ type: "start", files, timeZone });
  try {
    return await promise;
  } finally {
    signal?.removeEventListener("abort", cancel);
    worker.terminate();
  }
}
