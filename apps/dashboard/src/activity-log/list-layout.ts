import { type RefObject, useLayoutEffect, useState } from "react";

export type ListLayout = "wide" | "middle" | "card";

/** From this width on, in rem of the list. */
const widths = { wide: 66, middle: 38 } as const;
/** In rem; every row is as high as the others, so that the place of each is known. */
const rowHeights: Readonly<Record<ListLayout, number>> = { wide: 3.5, middle: 5.5, card: 11 };

export interface MeasuredLayout {
  readonly layout: ListLayout;
  readonly rowHeightPx: number;
}

/** How the rows are laid out in the room there is; by the page's type size, so that larger letters get more of it. */
export function useListLayout(list: RefObject<HTMLElement | null>): MeasuredLayout {
  const [measured, setMeasured] = useState<MeasuredLayout>({ layout: "wide", rowHeightPx: rowHeights.wide * 16 });
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = () => {
      const remPx = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      const layout = layoutOf(element.clientWidth / remPx);
      const rowHeightPx = rowHeights[layout] * remPx;
      setMeasured((old) => (old.layout === layout && old.rowHeightPx === rowHeightPx ? old : { layout, rowHeightPx }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [list]);
  return measured;
}

/** How far below the top of the page the rows begin. */
export function useTopOf(list: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = () => setTop(Math.round(element.getBoundingClientRect().top + window.scrollY));
    measure();
    // What stands above it may grow: a notice, or filters that take another line.
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);
  return top;
}

function layoutOf(widthRem: number): ListLayout {
  if (widthRem >= widths.wide) return "wide";
  return widthRem >= widths.middle ? "middle" : "card";
}
