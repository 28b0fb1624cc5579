import type { JobPlace } from "@sluice/job-queue";

/** An upload that takes longer than this needs no place among those that encode. */
const longMs = 1_000;
/** Nothing moved for so long: it stands still. */
const stillMs = 3_000;
const lookMs = 250;

export interface WatchedUpload extends Disposable {
  readonly onBytesSent: () => void;
}

/** Gives a job's place to others while its upload takes long, and says whether the upload stands still. */
export function watchUpload(place: Pick<JobPlace, "park" | "uploaded">): WatchedUpload {
  const startedMs = performance.now();
  let movedMs = startedMs;
  const timer = setInterval(() => {
    const nowMs = performance.now();
    if (nowMs - startedMs >= longMs) place.park({ isStandingStill: nowMs - movedMs >= stillMs });
  }, lookMs);
  return {
    onBytesSent: () => {
      movedMs = performance.now();
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      place.uploaded();
    },
  };
}
