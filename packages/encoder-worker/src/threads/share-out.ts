import type { EncodeSegments, JobSegments } from "../encode-segments.ts";
import { severalAtOnce } from "../several-at-once.ts";

/** Neighbours are read together, so less than this is not worth a thread of its own. */
const minShareBytes = 2 * 1024 * 1024;

/** Gives a job's segments to several threads, neighbours to the same one. */
export function sharedOut(encodeSegments: EncodeSegments, threads: number): EncodeSegments {
  return async (job, atWork) => {
    const shares = sharesOf(job, threads);
    const everyone = { most: threads, room: threads, sizeOf: () => 1, signal: atWork.signal };
    await severalAtOnce(shares, everyone, ({ first, segments }, signal) =>
      encodeSegments(
        { ...job, segments },
        { ...atWork, signal, store: (index, object, ownSignal) => atWork.store(first + index, object, ownSignal) },
      ),
    );
  };
}

interface Share {
  readonly first: number;
  readonly segments: JobSegments["segments"];
}

/** As many as there are threads, of about the same size. */
function sharesOf({ segments }: JobSegments, threads: number): readonly Share[] {
  const bytes = segments.reduce((sum, { segment }) => sum + segment.sourceBytes, 0);
  const shareBytes = Math.max(bytes / threads, minShareBytes);
  const shares: Share[] = [];
  let [first, sharedBytes] = [0, 0];
  for (const [index, { segment }] of segments.entries()) {
    sharedBytes += segment.sourceBytes;
    const isLast = index === segments.length - 1;
    if (!isLast && sharedBytes < shareBytes * (shares.length + 1)) continue;
    shares.push({ first, segments: segments.slice(first, index + 1) });
    first = index + 1;
  }
  return shares;
}
