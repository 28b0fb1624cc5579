import type { Served } from "./fair-order.ts";
import type { Lane } from "./lanes.ts";

export interface PlaceLimits {
  /** Jobs that read, encode and compress at once. */
  readonly places: number;
  /** Jobs beside them whose uploads take long. */
  readonly parked: number;
}

/** A job's place among those at work in this encoder. */
export interface JobPlace {
  /**
   * Gives the place to another job while an upload takes long; the upload itself goes on. Where too many do that, the
   * one that has stood still longest is ended; where all of them move, this one keeps its place.
   */
  park(upload: { readonly isStandingStill: boolean }): void;
  /** Waits until the job has a place again. At once where it never gave it away. */
  resume(): Promise<void>;
  /** Aborts when others need what this job's upload, which stands still, occupies. */
  readonly ended: AbortSignal;
}

/** Everything an encoder has taken and not finished. */
export interface JobPlaces extends Served {
  /** Whether a job may be taken at all. */
  readonly hasRoom: () => boolean;
  /** Whether a job of this lane may be: it has less than all places, and its bucket takes bytes. */
  readonly mayTake: (lane: Lane) => boolean;
  take(lane: Lane): JobPlace & Disposable;
}

/** Why a job was ended so that others have room. */
export class MadeRoom extends Error {}

interface Job {
  readonly lane: Lane;
  readonly end: AbortController;
  isParked: boolean;
  isStandingStill: boolean;
  /** Orders those that stand still; grows. */
  since: number;
  resume: (() => void) | null;
}

/** A bucket that stood still comes last for so long. */
const remembersMs = 60_000;

/** `onChange` hears of every change after which a job may be taken. */
export function jobPlaces({ places, parked }: PlaceLimits, onChange: () => void): JobPlaces {
  const jobs = new Set<Job>();
  const turns = new Map<string, number>();
  const stalls = new Map<string, number>();
  let turn = 0;
  const count = (isMeant: (job: Job) => boolean) => [...jobs].filter(isMeant).length;
  const working = () => count((job) => !job.isParked);
  const isOf = (lane: Lane) => (job: Job) => job.lane.connectionId === lane.connectionId;

  /** Those that gave their place away come before jobs that are still queued. */
  const letResume = (): void => {
    for (const job of jobs) {
      if (job.resume === null || working() >= places) continue;
      job.isParked = false;
      job.resume();
      job.resume = null;
    }
    onChange();
  };

  const park = (job: Job, isStandingStill: boolean): void => {
    if (isStandingStill && !job.isStandingStill) job.since = ++turn;
    job.isStandingStill = isStandingStill;
    if (isStandingStill) stalls.set(job.lane.connectionId, Date.now());
    if (job.isParked) return;
    if (count((other) => other.isParked) >= parked) {
      const still = [...jobs].filter((other) => other.isParked && other.isStandingStill && !other.end.signal.aborted);
      const longest = still.sort((a, b) => a.since - b.since)[0];
      if (!longest) return;
      longest.end.abort(new MadeRoom("its upload stood still, and others had no room"));
    }
    job.isParked = true;
    letResume();
  };

  return {
    hasRoom: () => working() < places,
    mayTake: (lane) =>
      count(isOf(lane)) < places && count((job) => isOf(lane)(job) && job.isStandingStill && job.isParked) === 0,
    atWork: (lane) => count(isOf(lane)),
    projectAtWork: (projectId) => count((job) => job.lane.projectId === projectId),
    lastTurn: ({ connectionId }) => turns.get(connectionId) ?? 0,
    projectLastTurn: (projectId) => turns.get(`project ${projectId}`) ?? 0,
    stoodStill: ({ connectionId }) => Date.now() - (stalls.get(connectionId) ?? 0) < remembersMs,
    take(lane) {
      const end = new AbortController();
      const job: Job = { lane, end, isParked: false, isStandingStill: false, since: 0, resume: null };
      jobs.add(job);
      turn++;
      turns.set(lane.connectionId, turn).set(`project ${lane.projectId}`, turn);
      return {
        park: ({ isStandingStill }) => park(job, isStandingStill),
        resume() {
          job.isStandingStill = false;
          if (!job.isParked) return Promise.resolve();
          const { promise, resolve } = Promise.withResolvers<void>();
          job.resume = resolve;
          letResume();
          return promise;
        },
        ended: end.signal,
        [Symbol.dispose]() {
          jobs.delete(job);
          letResume();
        },
      };
    },
  };
}
