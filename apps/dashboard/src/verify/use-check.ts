import {
  type FilesProgress,
  type FileToVerify,
  type VerifyOutcome,
  verifyInWorker,
} from "@sluice/verify/browser-client";
import { useCallback, useEffect, useRef, useState } from "react";
import { verifyTexts } from "../texts/verify.ts";

/** How far the check of some files is. */
export type Check =
  | { readonly step: "ready" }
  /** Folders are being looked through. */
  | { readonly step: "gathering"; readonly files: number }
  | {
      readonly step: "checking";
      readonly files: number;
      readonly startedMs: number;
      readonly progress: FilesProgress | null;
    }
  | { readonly step: "ended"; readonly files: number; readonly tookMs: number; readonly outcome: VerifyOutcome };

interface GatherOptions {
  readonly signal: AbortSignal;
  readonly onFiles: (files: number) => void;
}
type Gather = (options: GatherOptions) => Promise<readonly FileToVerify[]>;

interface Checking {
  readonly check: Check;
  /** Gives up the check before it. */
  readonly start: (gather: Gather, timeZone: string | null) => Promise<void>;
  /** Checks the files of the last check once more; null before there are any. */
  readonly again: ((timeZone: string | null) => Promise<void>) | null;
  readonly cancel: () => void;
}

/** Checks files in a worker, one delivery at a time; leaving the screen gives it up. */
export function useCheck(): Checking {
  const [check, setCheck] = useState<Check>({ step: "ready" });
  const [last, setLast] = useState<readonly FileToVerify[]>([]);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);

  const start = useCallback(async (gather: Gather, timeZone: string | null) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const show = (next: Check): void => {
      if (running.current === controller) setCheck(next);
    };
    const gathered = nowAndThen((files) => show({ step: "gathering", files }));
    show({ step: "gathering", files: 0 });
    const startedMs = performance.now();
    const end = (files: number, outcome: VerifyOutcome): void =>
      show({ step: "ended", files, tookMs: performance.now() - startedMs, outcome });
    try {
      const files = await gather({ signal, onFiles: gathered });
      setLast(files);
      if (files.length === 0) return show({ step: "ready" });
      show({ step: "checking", files: files.length, startedMs, progress: null });
      const outcome = await verifyInWorker(newWorker(), files, {
        timeZone,
        signal,
        onProgress: (progress) => show({ step: "checking", files: files.length, startedMs, progress }),
      });
      end(files.length, outcome);
    } catch (error) {
      end(0, signal.aborted ? { type: "cancelled" } : { type: "failed", failure: notGathered(error) });
    }
  }, []);

  const cancel = useCallback(() => running.current?.abort(), []);
  const again = last.length === 0 ? null : (timeZone: string | null) => start(() => Promise.resolve(last), timeZone);
  return { check, start, again, cancel };
}

function newWorker(): Worker {
  return new Worker(new URL("./verify-worker.ts", import.meta.url), { type: "module" });
}

function notGathered(error: unknown) {
  const reason = error instanceof Error ? error.message : String(error);
  return { code: "verify.not_readable", message: verifyTexts.notGathered(reason), retryable: true };
}

const everyMs = 100;

function nowAndThen(report: (files: number) => void): (files: number) => void {
  let nextMs = 0;
  return (files) => {
    const nowMs = performance.now();
    if (nowMs < nextMs) return;
    nextMs = nowMs + everyMs;
    report(files);
  };
}
