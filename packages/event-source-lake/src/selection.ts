import type { EventQuery } from "@sluice/event-source";
import type { EpochMs } from "@sluice/types";
import type { CapturedSpan } from "./lake-layout.ts";

/** From the first instant to before the second one. */
export interface InstantWindow {
  readonly fromMs: EpochMs;
  readonly toMs: EpochMs;
}

/** Which records are meant: those within both. */
export interface Selection {
  readonly captured: InstantWindow;
  readonly ts: InstantWindow;
}

export const always: InstantWindow = { fromMs: Number.NEGATIVE_INFINITY, toMs: Number.POSITIVE_INFINITY };
export const everything: Selection = { captured: always, ts: always };

export function selectionOf({ window, capturedBeforeMs }: EventQuery): Selection {
  const { fromMs, toMs } = window;
  if (window.axis === "ts")
    return { captured: { fromMs: always.fromMs, toMs: capturedBeforeMs }, ts: { fromMs, toMs } };
  return { captured: { fromMs, toMs: Math.min(toMs, capturedBeforeMs) }, ts: always };
}

interface Spans {
  readonly captured: CapturedSpan;
  /** Null where there are no events. */
  readonly ts: CapturedSpan | null;
}

/** Whether there may be a record of the selection among those. */
export function isTouched({ captured, ts }: Spans, selection: Selection): boolean {
  return overlaps(captured, selection.captured) && (ts === null || overlaps(ts, selection.ts));
}

/** Whether all of them are of the selection. */
export function isWithin({ captured, ts }: Spans, selection: Selection): boolean {
  return contains(selection.captured, captured) && (ts === null || contains(selection.ts, ts));
}

function overlaps(span: CapturedSpan, window: InstantWindow): boolean {
  return span.toMs >= window.fromMs && span.fromMs < window.toMs;
}

function contains(window: InstantWindow, span: CapturedSpan): boolean {
  return span.fromMs >= window.fromMs && span.toMs < window.toMs;
}
