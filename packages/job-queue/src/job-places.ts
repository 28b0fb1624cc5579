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
   * one that has stood still longest is ended. Where all of them move, this one keeps its place, unless it were the last
   * one: then it is ended itself.
   */
  park(upload: { readonly isStandingStill: boolean }): void;
  /** Its upload has ended, whichever way. */
  uploaded(): void;
  /** Waits until the job has a place again, and its upload moves. At once where it never gave it away. */
  resume(signal: AbortSignal): Promise<void>;
  /** Aborts when others need what this job's upload occupies. */
  readonly ended: AbortSignal;
}

/** Why a job was ended so that others have room. */
export class MadeRoom extends Error {}

/** Everything an encoder has taken and not finished. */
export interface JobPlaces extends Served {
  /** Whether a job may be taken at all. */
  readonly hasRoom: () => boolean;
  /**
   * Whether a job of this lane may be: it has fewer than there are places, its bucket takes bytes, and if those took long
   * lately, not too many others' do.
   */
  readonly mayTake: (lane: Lane) => boolean;
  take(lane: Lane): JobPlace & Disposable;
}

interface Job {
  readonly lane: Lane;
  readonly end: AbortController;
  isParked: boolean;
  /** Its upload takes long, wherever it is. */
  isLong: boolean;
  isStandingStill: boolean;
  /** Orders those that stand still; grows. */
  since: number;
  resume: (() => void) | null;
}

/** What a bucket did is remembered for so long. */
const remembersMs = 60_000;

/** `onChange` hears of every change after which a job may be taken. */
export function jobPlaces({ places, parked }: PlaceLimits, onChange: () => void): JobPlaces {
  const jobs = new Set<Job>();
  const turns = new Map<string, number>();
  const lastLongMs = new Map<string, number>();
  const lastStillMs = new Map<string, number>();
  let turn = 0;
  const count = (isMeant: (job: Job) => boolean) => [...jobs].filter(isMeant).length;
  const working = () => count((job) => !job.isParked);
  const isHere = (job: Job) => job.isParked && !job.end.signal.aborted;
  const isLately = (times: ReadonlyMap<string, number>, { connectionId }: Lane) =>
    Date.now() - (times.get(connectionId) ?? 0) < remembersMs;
  const isOf = (lane: Lane) => (job: Job) => job.lane.connectionId === lane.connectionId;

  /** Those that gave their place away come before jobs that are still queued. */
  const letResume = (): void => {
    for (const job of jobs) {
      if (job.resume === null || job.isStandingStill || working() >= places) continue;
      job.isParked = false;
      job.resume();
      job.resume = null;
    }
    onChange();
  };

  const park = (job: Job, isStandingStill: boolean): void => {
    const didStandStill = job.isStandingStill;
    if (isStandingStill && !didStandStill) job.since = ++turn;
    job.isStandingStill = isStandingStill;
    job.isLong = true;
    lastLongMs.set(job.lane.connectionId, Date.now());
    if (isStandingStill) lastStillMs.set(job.lane.connectionId, Date.now());
    if (job.isParked) {
      if (didStandStill && !isStandingStill) letResume();
      return;
    }
    if (count(isHere) >= parked && !makeRoom(job)) return;
    job.isParked = true;
    letResume();
  };

  /** Whether there is room beside the places for one more. */
  const makeRoom = (job: Job): boolean => {
    const still = [...jobs].filter((other) => isHere(other) && other.isStandingStill);
    const longest = still.sort((a, b) => a.since - b.since)[0];
    const isLastPlace = count((other) => !other.isParked && other.isLong) >= places;
    const toEnd = longest ?? (isLastPlace ? job : undefined);
    toEnd?.end.abort(new MadeRoom("its upload took long, and others had no room"));
    return toEnd !== undefined;
  };

  const placeAgain = (job: Job, signal: AbortSignal): Promise<void> => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = (): void => {
      job.resume = null;
      reject(signal.reason);
    };
    job.resume = () => {
      signal.removeEventListener("abort", giveUp);
      resolve();
    };
    if (signal.aborted) giveUp();
    else signal.addEventListener("abort", giveUp, { once: true });
    letResume();
    return promise;
  };

  return {
    hasRoom: () => working() < places,
    mayTake(lane) {
      const own = [...jobs].filter(isOf(lane));
      if (own.length >= places || own.some((job) => job.isStandingStill)) return false;
      return !isLately(lastLongMs, lane) || count(isHere) < parked / 2;
    },
    atWork: (lane) => count(isOf(lane)),
    projectAtWork: (projectId) => count((job) => job.lane.projectId === projectId),
    lastTurn: ({ connectionId }) => turns.get(connectionId) ?? 0,
    projectLastTurn: (projectId) => turns.get(`project ${projectId}`) ?? 0,
    stoodStill: (lane) => isLately(lastStillMs, lane),
    take(lane) {
      const end = new AbortController();
      const job: Job = { lane, end, isParked: false, isLong: false, isStandingStill: false, since: 0, resume: null };
      jobs.add(job);
      turn++;
      turns.set(lane.connectionId, turn).set(`project ${lane.projectId}`, turn);
      return {
        park: ({ isStandingStill }) => park(job, isStandingStill),
        uploaded() {
          job.isLong = false;
          if (!job.isStandingStill) return;
          job.isStandingStill = false;
          letResume();
        },
        resume: (signal) => (job.isParked ? placeAgain(job, signal) : Promise.resolve()),
        ended: end.signal,
        [Symbol.dispose]() {
          jobs.delete(job);
          letResume();
        },
      };
    },
  };
}
