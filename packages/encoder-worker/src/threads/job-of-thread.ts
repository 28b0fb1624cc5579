import { SluiceError } from "@sluice/types";
import type { JobSegments, SegmentsAtWork } from "../encode-segments.ts";
import type { FromThread, ObjectToStore, ToThread } from "./thread-messages.ts";

/** What the main thread does for a job that a thread encodes. */
export interface JobOfThread {
  hear(message: FromThread): void;
  /** It will hear nothing more. */
  fail(error: unknown): void;
}

export interface StartedJob {
  readonly job: JobOfThread;
  /** Rejects with what went wrong, or the signal's reason, once the thread is through with it. */
  readonly ended: Promise<void>;
}

export function jobOfThread(
  number: number,
  { projectId, timeZone, options, segments }: JobSegments,
  { mayRead, store, onRecords, signal }: SegmentsAtWork,
  send: (message: ToThread) => void,
): StartedJob {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const dropping = new AbortController();
  const storing = AbortSignal.any([signal, dropping.signal]);
  /** The thread has no more than an error's words; here it is whole. */
  let refusal: { readonly error: unknown } | null = null;

  const stop = (): void => send({ kind: "stop", job: number });
  const end = (settle: () => void): void => {
    signal.removeEventListener("abort", stop);
    dropping.abort(new Error("its job has ended"));
    settle();
  };
  const storeObject = async ({ object, segment, finished }: ObjectToStore): Promise<void> => {
    try {
      await store(segment, finished, storing);
      send({ kind: "stored", job: number, object });
    } catch (error) {
      if (!dropping.signal.aborted) refusal ??= { error };
      send({ kind: "notStored", job: number, object });
    }
  };

  const job: JobOfThread = {
    hear(message) {
      switch (message.kind) {
        case "wantsToRead":
          // Where it may never again, the signal says so.
          return void mayRead().then(
            () => send({ kind: "read", job: number }),
            () => undefined,
          );
        case "records":
          return onRecords(message.records);
        case "object":
          onRecords(message.records);
          return void storeObject(message);
        case "drop":
          return dropping.abort(new Error("nobody waits for it any more"));
        case "done":
          return end(resolve);
        case "failed": {
          const { failure, details } = message;
          if (signal.aborted) return end(() => reject(signal.reason));
          const error = refusal?.error ?? new SluiceError(failure, { cause: new Error(details) });
          return end(() => reject(error));
        }
      }
    },
    fail: (error) => end(() => reject(signal.aborted ? signal.reason : error)),
  };
  if (signal.aborted) job.fail(signal.reason);
  else {
    signal.addEventListener("abort", stop, { once: true });
    // Whatever else a job has stays here, such as credentials.
    send({ kind: "encode", job: number, segments: { projectId, timeZone, options, segments } });
  }
  return { job, ended: promise };
}
