import type { JobPlace } from "@sluice/job-queue";

/** An upload that takes longer than this needs no place among those that encode. */
const longMs = 1_000;
/** Nothing moved for so long: it stands still. */
const stillMs = 3_000;
const lookMs = 250;

export interface JobUploads extends Disposable {
  begin(): WatchedUpload;
}

export interface WatchedUpload extends Disposable {
  readonly onBytesSent: () => void;
}

/**
 * Gives a job's place to others while an upload of its own takes long, and says whether one stands still. Until it is
 * disposed.
 */
export function watchUploads(place: Pick<JobPlace, "park" | "uploaded">): JobUploads {
  const uploads = new Set<{ readonly startedMs: number; movedMs: number }>();
  const long = (nowMs: number) => [...uploads].filter(({ startedMs }) => nowMs - startedMs >= longMs);
  const timer = setInterval(() => {
    const nowMs = performance.now();
    const taking = long(nowMs);
    if (taking.length === 0) return;
    place.park({ isStandingStill: taking.some(({ movedMs }) => nowMs - movedMs >= stillMs) });
  }, lookMs);
  return {
    begin() {
      const startedMs = performance.now();
      const upload = { startedMs, movedMs: startedMs };
      uploads.add(upload);
      return {
        onBytesSent: () => {
          upload.movedMs = performance.now();
        },
        [Symbol.dispose]() {
          uploads.delete(upload);
          if (long(performance.now()).length === 0) place.uploaded();
        },
      };
    },
    [Symbol.dispose]: () => clearInterval(timer),
  };
}
