import { useState } from "react";
import type { Export } from "../api/schema.d.ts";

interface HeldList {
  readonly shown: readonly Export[];
  /** How many are held back. */
  readonly newer: number;
  readonly showNewer: () => void;
}

/**
 * While somebody reads further down, exports that come in above are held back, so that what they read stays where it is.
 * At the top of the list they are shown as they come.
 */
export function useHeldList(items: readonly Export[], isReadingOn: boolean): HeldList {
  const [top, setTop] = useState<number | null>(null);
  const first = items[0]?.requestId ?? null;
  if (isReadingOn && top === null && first !== null) setTop(first);
  if (!isReadingOn && top !== null) setTop(null);
  const newer = isReadingOn && top !== null ? newerThan(items, top) : 0;
  return { shown: newer === 0 ? items : items.slice(newer), newer, showNewer: () => setTop(first) };
}

/** How many come before the one that was at the top; none when that one is not there any more. */
export function newerThan(items: readonly Pick<Export, "requestId">[], top: number): number {
  return Math.max(
    0,
    items.findIndex(({ requestId }) => requestId === top),
  );
}
