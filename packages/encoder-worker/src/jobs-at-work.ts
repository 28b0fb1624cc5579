import type { RunId } from "@sluice/types";

/** The jobs that this encoder works on, so that they can be called off. */
export interface JobsAtWork {
  /** Runs a job with a signal that aborts when its run is called off. */
  track<T>(runId: RunId, job: (signal: AbortSignal) => Promise<T>): Promise<T>;
  callOff(runId: RunId): void;
  /** Ends all jobs, to be handed back. */
  interrupt(): void;
}

/** Why a job's signal aborted. */
export class CalledOff extends Error {}
export class Interrupted extends Error {}

export function jobsAtWork(): JobsAtWork {
  const jobs = new Map<AbortController, RunId>();
  const abort = (reason: Error, isMeant: (runId: RunId) => boolean): void => {
    for (const [controller, runId] of jobs) if (isMeant(runId)) controller.abort(reason);
  };
  return {
    async track(runId, job) {
      const controller = new AbortController();
      jobs.set(controller, runId);
      try {
        return await job(controller.signal);
      } finally {
        jobs.delete(controller);
      }
    },
    callOff: (runId) => abort(new CalledOff(`run ${runId} was called off`), (other) => other === runId),
    interrupt: () => abort(new Interrupted("the encoder is shutting down"), () => true),
  };
}
