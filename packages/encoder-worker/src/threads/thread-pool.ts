import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { EncodeSegments } from "../encode-segments.ts";
import { threadCrashed } from "../errors.ts";
import { type JobOfThread, jobOfThread } from "./job-of-thread.ts";
import type { FromThread, ThreadData, ToThread } from "./thread-messages.ts";

export interface ThreadPoolOptions {
  /** The file that a thread runs. */
  readonly entry: URL;
  /** How many there may be; each but the first is started when the others have work. */
  readonly threads: number;
  readonly data: Omit<ThreadData, "scratch">;
  /** A folder; threads have folders of their own in it. */
  readonly scratch: string;
  readonly onCrash: (error: unknown) => void;
}

export interface ThreadPool extends AsyncDisposable {
  /** In the thread that has least to do. */
  readonly encodeSegments: EncodeSegments;
}

/** Of all threads together, beside what the main thread needs. */
const maxOldGenerationMb = 320;
/** One alone needs as much for the largest records. */
const minOldGenerationMb = 128;
const maxYoungGenerationMb = 24;

/** Threads that encode. One that dies fails its jobs, and another takes its place. */
export function threadPool(options: ThreadPoolOptions): ThreadPool {
  const threads = new Set<EncoderThread>();
  let isClosed = false;

  const leastBusy = (): EncoderThread => {
    if (isClosed) throw new Error("the threads are closed");
    const [least] = [...threads].sort((a, b) => a.jobs.size - b.jobs.size);
    if (least && (least.jobs.size === 0 || threads.size >= options.threads)) return least;
    const thread = startThread(options, () => threads.delete(thread));
    threads.add(thread);
    return thread;
  };

  // Without this, the first job would wait for it.
  leastBusy();
  return {
    encodeSegments: (job, atWork) => leastBusy().encodeSegments(job, atWork),
    async [Symbol.asyncDispose]() {
      isClosed = true;
      await Promise.all([...threads].map((thread) => thread[Symbol.asyncDispose]()));
    },
  };
}

interface EncoderThread extends ThreadPool {
  readonly jobs: ReadonlyMap<number, JobOfThread>;
}

/** What is not closed by then is ended. */
const closeMs = 5_000;

function startThread({ entry, threads, data, scratch, onCrash }: ThreadPoolOptions, onGone: () => void): EncoderThread {
  const jobs = new Map<number, JobOfThread>();
  let lastJob = 0;
  let isClosing = false;
  const started = start();
  const gone = Promise.withResolvers<void>();

  async function start(): Promise<Worker> {
    const folder = await mkdtemp(join(scratch, "thread-"));
    const worker = new Worker(entry, {
      name: "encoder",
      workerData: { ...data, scratch: folder } satisfies ThreadData,
      resourceLimits: {
        maxOldGenerationSizeMb: Math.max(minOldGenerationMb, Math.floor(maxOldGenerationMb / threads)),
        maxYoungGenerationSizeMb: maxYoungGenerationMb,
      },
    });
    let reason: unknown = new Error("it ended of its own accord");
    worker.on("message", (message: FromThread) => jobs.get(message.job)?.hear(message));
    worker.on("error", (error) => {
      reason = error;
    });
    worker.once("exit", () => {
      onGone();
      if (!isClosing) onCrash(reason);
      for (const job of jobs.values()) job.fail(threadCrashed(reason));
      rm(folder, { recursive: true, force: true }).then(gone.resolve, gone.resolve);
    });
    return worker;
  }

  started.catch(() => {
    onGone();
    gone.resolve();
  });

  return {
    jobs,
    async encodeSegments(segments, atWork) {
      const number = ++lastJob;
      const { job, ended } = jobOfThread(number, segments, atWork, (message) => {
        started.then((worker) => worker.postMessage(message)).catch((error: unknown) => job.fail(error));
      });
      jobs.set(number, job);
      await ended.finally(() => jobs.delete(number));
    },
    async [Symbol.asyncDispose]() {
      isClosing = true;
      const worker = await started.catch(() => null);
      const close: ToThread = { kind: "close" };
      worker?.postMessage(close);
      const timer = setTimeout(() => void worker?.terminate(), closeMs);
      await gone.promise;
      clearTimeout(timer);
    },
  };
}
