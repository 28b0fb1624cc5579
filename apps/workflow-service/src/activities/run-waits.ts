import { type ConfigDb, setRunWaiting } from "@sluice/config-store";
import { type JobQueue, jobsAhead, type LaneState, laneStates } from "@sluice/job-queue";
import type { Format, JobMessage, RunId } from "@sluice/types";

/** Says of runs what they wait for while none of their jobs is with an encoder, and that they don't any more. */
export interface RunWaits {
  /** Looks, once for all jobs of a run that want to know at about the same time. Nobody waits for it. */
  look(job: JobMessage, hasEncoder: boolean): void;
  /** One of the run's jobs has ended, so an encoder had it. */
  ended(runId: RunId): void;
}

/** Shorter than the time after which each job looks again. */
const freshMs = 1_500;

interface Look {
  readonly atMs: number;
  readonly looking: Promise<void>;
  isOver: boolean;
}

export function runWaits(store: ConfigDb, queue: JobQueue): RunWaits {
  const looks = new Map<RunId, Look>();
  const waiting = new Set<RunId>();
  const lanes = sharedLanes(queue);

  const say = async (runId: RunId, text: string | null): Promise<void> => {
    await setRunWaiting(store, runId, text);
    if (text === null) waiting.delete(runId);
    else waiting.add(runId);
  };
  const textOf = async (job: JobMessage, hasEncoder: boolean): Promise<string | null> =>
    hasEncoder
      ? waitingText(job.format, await jobsAhead(queue, await lanes(), job))
      : `waiting for ${aFormat(job.format)} encoder`;

  return {
    look(job, hasEncoder) {
      const atMs = performance.now();
      for (const [runId, look] of looks) if (look.isOver && atMs - look.atMs >= freshMs) looks.delete(runId);
      if (looks.has(job.runId)) return;
      // While the queue or the store is away, nothing is known; the job's own wait deals with that.
      const looking = textOf(job, hasEncoder)
        .then((text) => say(job.runId, text))
        .catch(() => undefined)
        .finally(() => {
          look.isOver = true;
        });
      const look: Look = { atMs, looking, isOver: false };
      looks.set(job.runId, look);
    },
    ended(runId) {
      const before = looks.get(runId)?.looking ?? Promise.resolve();
      before.then(() => (waiting.has(runId) ? say(runId, null) : undefined)).catch(() => undefined);
    },
  };
}

/** One list of all lanes for all runs that look at about the same time: there may be thousands. */
function sharedLanes(queue: JobQueue): () => Promise<readonly LaneState[]> {
  let listed: { readonly atMs: number; readonly lanes: Promise<readonly LaneState[]> } | null = null;
  return () => {
    const nowMs = performance.now();
    if (listed === null || nowMs - listed.atMs >= freshMs / 2) listed = { atMs: nowMs, lanes: laneStates(queue) };
    return listed.lanes;
  };
}

function waitingText(format: Format, ahead: number | null): string | null {
  if (ahead === null) return null;
  const place = ahead === 0 ? "" : `, ${ahead} ${ahead === 1 ? "job" : "jobs"} ahead`;
  return `waiting for a free ${format} encoder${place}`;
}

function aFormat(format: Format): string {
  return /^[aeioux]/.test(format) ? `an ${format}` : `a ${format}`;
}
