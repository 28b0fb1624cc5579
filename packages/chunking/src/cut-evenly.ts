import type { SegmentLimits } from "@sluice/types";

/** Neighbouring records of one event and database, all taken to be of the same size. */
export interface Stretch {
  readonly records: number;
  readonly sourceBytes: number;
}

/** Some of a stretch's records: which stretch, its first one of them (from 0) and how many. */
export interface StretchPiece {
  readonly stretch: number;
  readonly first: number;
  readonly records: number;
  readonly sourceBytes: number;
}

/** Smaller segments would make small objects, and cost more than an encoder that waits. */
export const minCutBytes = 32 * 1024 * 1024;

/**
 * Cuts an event's stretches, in order, into segments of equal work: as many as the limits ask for, and where the event
 * is large, as many as keep `parallelism` encoders at work until all of them finish together. No segment has more
 * records than the limit; its bytes pass theirs by less than one record. The same stretches give the same segments.
 */
export function cutEvenly(stretches: readonly Stretch[], limits: SegmentLimits): readonly (readonly StretchPiece[])[] {
  const work = stretches.reduce((sum, stretch) => sum + workOf(stretch, limits), 0);
  const segments: StretchPiece[][] = [];
  if (work === 0) return segments;
  const share = work / segmentCount(stretches, limits);
  let open: StretchPiece[] = [];
  let openRecords = 0;
  let workBefore = 0;
  const close = (): void => {
    if (openRecords > 0) segments.push(open);
    open = [];
    openRecords = 0;
  };
  for (const [stretch, { records, sourceBytes }] of stretches.entries()) {
    if (records === 0) continue;
    const workOfOne = workOf({ records, sourceBytes }, limits) / records;
    for (let first = 0; first < records; ) {
      const room = limits.maxRecords - openRecords;
      const least = openRecords > 0 ? 0 : 1;
      const border = Math.round(((segments.length + 1) * share - workBefore) / workOfOne);
      const end = Math.min(records, first + room, Math.max(border, first + least));
      const taken = end - first;
      if (taken > 0) open.push({ stretch, first, records: taken, sourceBytes: (sourceBytes * taken) / records });
      openRecords += taken;
      if (end < records || openRecords === limits.maxRecords) close();
      first = end;
    }
    workBefore += workOfOne * records;
  }
  close();
  return segments;
}

/** Into how many segments `cutEvenly` means to cut so much. */
export function segmentCount(stretches: readonly Stretch[], limits: SegmentLimits): number {
  const work = stretches.reduce((sum, stretch) => sum + workOf(stretch, limits), 0);
  const bytes = stretches.reduce((sum, { sourceBytes }) => sum + sourceBytes, 0);
  // Sums of fractions come out a hair above or below what they are.
  const needed = Math.max(1, Math.ceil(work - 1e-9));
  const inWholeRounds = Math.ceil(needed / limits.parallelism) * limits.parallelism;
  return Math.max(needed, Math.min(inWholeRounds, Math.floor(bytes / minCutBytes)));
}

/** In segments that are as full as they may be. */
function workOf({ records, sourceBytes }: Stretch, { maxRecords, maxSourceBytes }: SegmentLimits): number {
  return Math.max(records / maxRecords, Math.min(sourceBytes / maxSourceBytes, records));
}
