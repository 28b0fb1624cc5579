import type { ExportWindow, UpcomingWindow, Window, WindowState } from "../../api/schema.d.ts";
import { isEverythingBefore } from "../everything-before.ts";

/** What has become of a stretch of time: that of its window, or that no window has it, or that one is to come. */
export type CoverageState = WindowState | "gap" | "upcoming";

/** A stretch of time of one state; `[fromMs, toMs)`, epoch ms. */
export interface Stretch {
  /** Whether it is everything before its end, as the first run of profiles is; `fromMs` is where it is drawn from. */
  readonly isFromBeginning: boolean;
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: CoverageState;
  /** The run that delivers it; null where there is none. */
  readonly runTimestamp: number | null;
}

/** An export's windows in their order, with the gaps between them, which a sound ledger has none of. */
export function coverageOf(windows: readonly ExportWindow[], upcoming: UpcomingWindow | null): readonly Stretch[] {
  const stretches: Stretch[] = [];
  const add = (stretch: Stretch) => {
    const before = stretches.at(-1);
    if (before && before.toMs < stretch.fromMs) {
      stretches.push({
        isFromBeginning: false,
        fromMs: before.toMs,
        toMs: stretch.fromMs,
        state: "gap",
        runTimestamp: null,
      });
    }
    stretches.push(stretch);
  };
  for (const { window, state, runTimestamp } of windows) {
    const { isFromBeginning, fromMs, toMs } = drawnFrom(window);
    add({ isFromBeginning, fromMs, toMs, state, runTimestamp });
  }
  if (upcoming) {
    const { isFromBeginning, fromMs, toMs } = drawnFrom(upcoming.window);
    add({ isFromBeginning, fromMs, toMs, state: "upcoming", runTimestamp: null });
  }
  return stretches;
}

/** What has no beginning is drawn as a day: otherwise nothing else could be seen beside it. */
function drawnFrom({ from, to }: Window): Pick<Stretch, "isFromBeginning" | "fromMs" | "toMs"> {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  return isEverythingBefore(from)
    ? { isFromBeginning: true, fromMs: toMs - 86_400_000, toMs }
    : { isFromBeginning: false, fromMs, toMs };
}

export type CoverageCounts = Readonly<Record<CoverageState, number>>;

export function countStates(stretches: readonly Stretch[]): CoverageCounts {
  const counts: Record<CoverageState, number> = {
    done: 0,
    running: 0,
    pending: 0,
    failed: 0,
    stopped: 0,
    skipped: 0,
    gap: 0,
    upcoming: 0,
  };
  for (const { state } of stretches) counts[state] += 1;
  return counts;
}

/** What is drawn as one: neighbours of one state, or so many of different states that none could be seen by itself. */
export interface Segment {
  readonly isFromBeginning: boolean;
  readonly fromMs: number;
  readonly toMs: number;
  /** Of several states the one that matters most. */
  readonly state: CoverageState;
  /** How many windows it stands for. */
  readonly windows: number;
  readonly isMixed: boolean;
  /** The run to go to: the first that has this state. */
  readonly runTimestamp: number | null;
}

export interface View {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A window that is narrower than this has no segment of its own among windows of the same state. */
const ownSegmentPx = 14;
/** No segment is narrower, however short its time. */
export const minSegmentPx = 4;

/** What `view` shows of an export on a line of so many pixels: never more segments than can be told apart. */
export function segmentsOf(stretches: readonly Stretch[], view: View, widthPx: number): readonly Segment[] {
  const pxPerMs = widthPx / Math.max(1, view.toMs - view.fromMs);
  const segments: Segment[] = [];
  for (let index = firstEndingAfter(stretches, view.fromMs); index < stretches.length; index += 1) {
    const stretch = stretches[index];
    if (!stretch || stretch.fromMs >= view.toMs) break;
    const last = segments.at(-1);
    if (last && belongsTo(last, stretch, pxPerMs)) segments[segments.length - 1] = joined(last, stretch);
    else segments.push(alone(stretch));
  }
  return segments;
}

function belongsTo(last: Segment, { fromMs, toMs, state }: Stretch, pxPerMs: number): boolean {
  if ((last.toMs - last.fromMs) * pxPerMs < minSegmentPx) return true;
  return last.state === state && !last.isMixed && state !== "gap" && (toMs - fromMs) * pxPerMs < ownSegmentPx;
}

function alone({ isFromBeginning, fromMs, toMs, state, runTimestamp }: Stretch): Segment {
  return { isFromBeginning, fromMs, toMs, state, windows: state === "gap" ? 0 : 1, isMixed: false, runTimestamp };
}

function joined(segment: Segment, { toMs, state, runTimestamp }: Stretch): Segment {
  const worse = weights[state] > weights[segment.state];
  return {
    isFromBeginning: segment.isFromBeginning,
    fromMs: segment.fromMs,
    toMs,
    state: worse ? state : segment.state,
    windows: segment.windows + (state === "gap" ? 0 : 1),
    isMixed: segment.isMixed || state !== segment.state,
    runTimestamp: worse ? runTimestamp : segment.runTimestamp,
  };
}

/** What must not be hidden behind its neighbours weighs more. */
const weights: Readonly<Record<CoverageState, number>> = {
  gap: 7,
  failed: 6,
  stopped: 5,
  running: 4,
  pending: 3,
  skipped: 2,
  done: 1,
  upcoming: 0,
};

/** The run that a segment leads to: that of the window at `atMs` if it has the segment's state, else the segment's own. */
export function runIn(stretches: readonly Stretch[], segment: Segment, atMs: number | null): number | null {
  if (atMs === null) return segment.runTimestamp;
  const at = stretches[firstEndingAfter(stretches, atMs)];
  return at?.state === segment.state && at.runTimestamp !== null ? at.runTimestamp : segment.runTimestamp;
}

/** By halving: the stretches are in order. */
function firstEndingAfter(stretches: readonly Stretch[], ms: number): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stretches[middle]?.toMs ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  return low;
}
