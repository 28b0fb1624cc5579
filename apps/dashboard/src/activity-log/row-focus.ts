import { type RefObject, useEffect, useMemo, useRef } from "react";

interface RowFocus {
  /** Moves the focus to a row as soon as it is there. */
  readonly want: (index: number) => void;
  /** Adds the row with the focus to those that are drawn: else the focus would be lost by scrolling. */
  readonly withFocused: (indexes: number[]) => number[];
  /** The row that is so many after the one with the focus; the first one in sight when none has it. */
  readonly next: (by: 1 | -1) => number;
}

export function useRowFocus(list: RefObject<HTMLElement | null>): RowFocus {
  const wanted = useRef<number | null>(null);
  useEffect(() => {
    if (wanted.current !== null && focusRow(list.current, wanted.current)) wanted.current = null;
  });
  return useMemo(() => {
    const want = (index: number) => {
      if (!focusRow(list.current, index)) wanted.current = index;
    };
    return {
      want,
      withFocused: (indexes) => {
        const focused = focusedRow(list.current);
        if (focused === null || indexes.includes(focused)) return indexes;
        return [...indexes, focused].sort((a, b) => a - b);
      },
      next: (by) => {
        const from = wanted.current ?? focusedRow(list.current);
        return from === null ? firstInSight(list.current) : from + by;
      },
    };
  }, [list]);
}

function rowsIn(list: HTMLElement | null): readonly HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>("[data-index]") ?? [])];
}

function focusRow(list: HTMLElement | null, index: number): boolean {
  const link = list?.querySelector<HTMLElement>(`[data-index="${index}"] a`);
  link?.focus({ preventScroll: true });
  return link !== null && link !== undefined;
}

function focusedRow(list: HTMLElement | null): number | null {
  const focused = document.activeElement;
  if (!focused || !list?.contains(focused)) return null;
  const row = focused.closest<HTMLElement>("[data-index]");
  return row ? Number(row.dataset.index) : null;
}

function firstInSight(list: HTMLElement | null): number {
  const row = rowsIn(list).find((one) => one.getBoundingClientRect().top >= 0);
  return row ? Number(row.dataset.index) : 0;
}
