import { hasEncoder, type JobQueue } from "@sluice/job-queue";
import type { Format } from "@sluice/types";

/** Says whether anybody encodes a format. */
export interface EncoderPresence {
  hasEncoder(format: Format): Promise<boolean>;
}

const freshMs = 1_000;

/** Asks once for all jobs that want to know at about the same time. */
export function encoderPresence(queue: JobQueue): EncoderPresence {
  const answers = new Map<Format, { readonly askedMs: number; readonly answer: Promise<boolean> }>();
  return {
    hasEncoder(format) {
      const known = answers.get(format);
      if (known && Date.now() - known.askedMs < freshMs) return known.answer;
      const answer = hasEncoder(queue, format).catch(cannotTell);
      answers.set(format, { askedMs: Date.now(), answer });
      return answer;
    },
  };
}

/** While the queue itself is away, nothing is known of the encoders; the job's own wait deals with the queue. */
function cannotTell(): boolean {
  return true;
}
