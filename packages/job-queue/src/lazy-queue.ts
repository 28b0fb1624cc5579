import { type JobQueue, type JobQueueOptions, openJobQueue } from "./open-job-queue.ts";

/** A queue that is connected when it is first needed, and tried again with the next need where that failed. */
export interface LazyQueue extends AsyncDisposable {
  /** Throws `queue.unavailable`. */
  open(): Promise<JobQueue>;
}

export function lazyQueue(options: JobQueueOptions): LazyQueue {
  let opening: Promise<JobQueue> | undefined;
  return {
    open() {
      opening ??= openJobQueue(options).catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    async [Symbol.asyncDispose]() {
      const queue = await opening?.catch(() => undefined);
      await queue?.[Symbol.asyncDispose]();
    },
  };
}
