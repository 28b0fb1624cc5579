import { parentPort, workerData } from "node:worker_threads";
import type { Encoder, FinishedObject } from "@sluice/encoding";
import type { EventSource } from "@sluice/event-source";
import { type LakeOptions, openLake } from "@sluice/event-source-lake";
import { toFailure } from "@sluice/types";
import { type EncodeSegments, encodingHere, type JobSegments } from "../encode-segments.ts";
import type { FromThread, ThreadData, ToThread } from "./thread-messages.ts";

export type OpenSource = (lake: LakeOptions) => Promise<EventSource & AsyncDisposable>;

/** An encoder's thread: encodes what the main thread gives it, and gives objects back to be stored. */
export async function serveThread<Footer>(encoder: Encoder<Footer>, openSource: OpenSource = openLake): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error("this is no thread");
  const { lake, limits, gzipLevel, scratch }: ThreadData = workerData;
  const closed = Promise.withResolvers<void>();
  const jobs = new Map<number, JobInThread>();
  const send = (message: FromThread, transferred: ArrayBuffer[] = []) => port.postMessage(message, transferred);
  // What is told meanwhile waits until somebody listens.
  await using source = await openSource(lake);
  const encodeSegments = encodingHere({ encoder, source, limits, gzipLevel, scratch });
  port.on("message", (message: ToThread) => {
    if (message.kind === "close") return closed.resolve();
    if (message.kind === "encode") {
      const { job: number } = message;
      const job = jobInThread(number, send);
      jobs.set(number, job);
      return void job.run(encodeSegments, message.segments).finally(() => jobs.delete(number));
    }
    // One that has ended may be told something that was on its way.
    jobs.get(message.job)?.hear(message);
  });
  await closed.promise;
  port.close();
}

interface JobInThread {
  run(encodeSegments: EncodeSegments, segments: JobSegments): Promise<void>;
  hear(message: Exclude<ToThread, { readonly kind: "encode" | "close" }>): void;
}

/** Progress is told no more often than this, with each object, and at the end. */
const tellMs = 200;
/** Leave to read is good for so long, which saves most questions while batches are small. */
const leaveMs = 20;

function jobInThread(job: number, send: (message: FromThread, transferred?: ArrayBuffer[]) => void): JobInThread {
  const stopping = new AbortController();
  const storing = new Map<number, PromiseWithResolvers<void>>();
  let allowed: PromiseWithResolvers<void> | null = null;
  let [objects, untold, toldMs] = [0, 0, 0];

  const tell = (): void => {
    if (untold > 0) send({ kind: "records", job, records: untold });
    [untold, toldMs] = [0, performance.now()];
  };
  const ask = (): Promise<void> => {
    allowed = Promise.withResolvers();
    // Nobody may be left who waits for it.
    allowed.promise.catch(() => undefined);
    send({ kind: "wantsToRead", job });
    return allowed.promise;
  };
  const store = (segment: number, finished: FinishedObject, signal: AbortSignal): Promise<void> => {
    const object = objects++;
    const answer = Promise.withResolvers<void>();
    const drop = (): void => {
      send({ kind: "drop", job });
      answer.reject(signal.reason);
    };
    storing.set(object, answer);
    signal.addEventListener("abort", drop, { once: true });
    const { body, transferred } = toTransfer(finished.body);
    send({ kind: "object", job, object, segment, finished: { ...finished, body }, records: untold }, transferred);
    [untold, toldMs] = [0, performance.now()];
    return answer.promise.finally(() => {
      signal.removeEventListener("abort", drop);
      storing.delete(object);
    });
  };

  return {
    async run(encodeSegments, segments) {
      // Asked a batch ahead, so that nobody waits for the answer while there is room.
      let next = ask();
      let leaveEndsMs = 0;
      const mayRead = async (): Promise<void> => {
        if (performance.now() < leaveEndsMs) return;
        await next;
        leaveEndsMs = performance.now() + leaveMs;
        next = ask();
      };
      const onRecords = (records: number): void => {
        untold += records;
        if (performance.now() - toldMs >= tellMs) tell();
      };
      try {
        await encodeSegments(segments, { mayRead, store, onRecords, signal: stopping.signal });
        tell();
        send({ kind: "done", job });
      } catch (error) {
        const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
        send({ kind: "failed", job, failure: toFailure(error), details });
      }
    },
    hear(message) {
      switch (message.kind) {
        case "read":
          return allowed?.resolve();
        case "stored":
          return storing.get(message.object)?.resolve();
        case "notStored":
          return storing.get(message.object)?.reject(new Error("the main thread could not store it"));
        case "stop": {
          const reason = new Error("the main thread stopped it");
          stopping.abort(reason);
          return allowed?.reject(reason);
        }
      }
    },
  };
}

/** A view of a larger buffer would take all of it along, and others may look at it. */
function toTransfer(body: FinishedObject["body"]) {
  if (!(body instanceof Uint8Array)) return { body, transferred: [] };
  const own = new Uint8Array(body);
  return { body: own, transferred: [own.buffer] };
}
