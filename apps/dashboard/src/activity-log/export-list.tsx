import { useRouter } from "@tanstack/react-router";
import { defaultRangeExtractor, type Range, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type MouseEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useProject } from "../shell/project-context.ts";
import { logTexts as texts } from "../texts/activity-log.ts";
import { Button } from "../ui/button.tsx";
import { count } from "../ui/figures.ts";
import { useCopying } from "./copying.ts";
import styles from "./export-list.module.css";
import type { useExportPages } from "./export-pages.ts";
import { ExportRow, RowToCome } from "./export-row.tsx";
import { useListLayout } from "./list-layout.ts";
import { useHeldList } from "./newer-exports.ts";
import { useRowFocus } from "./row-focus.ts";
import { useShortcuts } from "./use-shortcuts.ts";

const overscan = 8;
/** The next page is asked for when so many rows are left. */
const ahead = 60;
const rowsWhileLoading = 12;
/** What stays in sight above the rows. */
const headHeightPx = 40;

/** The exports as a table of which only the rows in sight are there, on the window's own scroll bar. */
export function ExportList({ pages }: { readonly pages: ReturnType<typeof useExportPages> }) {
  const { items, totals, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = pages;
  const { id, timeZone } = useProject();
  const list = useRef<HTMLDivElement>(null);
  const { layout, rowHeightPx } = useListLayout(list);
  const [isReadingOn, setReadingOn] = useState(false);
  const { shown, newer, showNewer } = useHeldList(items, isReadingOn);
  const isLoading = totals === undefined;
  const total = isLoading
    ? rowsWhileLoading
    : hasNextPage
      ? Math.max(totals.exports - newer, shown.length)
      : shown.length;
  const scrollMargin = useTopOf(list);
  const focus = useRowFocus(list);
  const rows = useWindowVirtualizer({
    count: total,
    estimateSize: () => rowHeightPx,
    overscan,
    scrollPaddingStart: headHeightPx,
    scrollPaddingEnd: headHeightPx,
    scrollMargin,
    rangeExtractor: useCallback((range: Range) => focus.withFocused(defaultRangeExtractor(range)), [focus]),
    onChange: ({ scrollOffset }) => setReadingOn((scrollOffset ?? 0) > scrollMargin),
  });
  // Another layout has rows of another height.
  useLayoutEffect(() => rows.measure(), [rows, rowHeightPx]);
  const inSight = rows.getVirtualItems();
  const last = inSight.at(-1)?.index ?? 0;
  const wantsMore = hasNextPage && !isFetchingNextPage && last + ahead >= shown.length;
  useEffect(() => {
    if (wantsMore) void fetchNextPage();
  }, [wantsMore, fetchNextPage]);
  const move = (by: 1 | -1) => {
    const to = focus.next(by);
    if (to < 0 || to >= shown.length) return;
    rows.scrollToIndex(to, { align: "auto" });
    focus.want(to);
  };
  useShortcuts({ j: () => move(1), k: () => move(-1) });
  const { copied, copy, said } = useCopying();
  const open = useOpening(id);
  const label = isLoading ? texts.title : texts.found(count(totals.exports), totals.exports === 1);
  return (
    <div className={styles.frame} data-layout={layout}>
      <div className={styles.about}>
        <span role="status">{isLoading ? "" : label}</span>
        <span>{texts.timesIn(timeZone)}</span>
        <span role="status" className="spoken">
          {said}
        </span>
      </div>
      {newer > 0 && (
        <div className={styles.newer}>
          <Button
            size="s"
            kind="primary"
            onPress={() => {
              showNewer();
              window.scrollTo({ top: 0 });
              focus.want(0);
            }}
          >
            {texts.newer(newer)}
          </Button>
        </div>
      )}
      {/* biome-ignore-start lint/a11y/useSemanticElements: rows that are laid out one by one are no table to a browser */}
      <div
        role="table"
        aria-label={texts.table}
        aria-rowcount={isLoading ? -1 : totals.exports + 1}
        aria-busy={isLoading || isPlaceholderData}
        className={styles.table}
      >
        <Head />
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: each row has a link, which keys open */}
        <div role="rowgroup" ref={list} className={styles.body} style={{ height: rows.getTotalSize() }} onClick={open}>
          {inSight.map(({ index, start }) => {
            const item = shown[index];
            const top = start - scrollMargin;
            return item ? (
              <ExportRow
                key={item.requestId}
                item={item}
                href={`/p/${id}/exports/${item.requestId}`}
                index={index}
                topPx={top}
                heightPx={rowHeightPx}
                isCopied={copied === item.requestId}
                onCopy={copy}
              />
            ) : (
              <RowToCome key={`at ${index}`} index={index} topPx={top} heightPx={rowHeightPx} />
            );
          })}
        </div>
      </div>
      {/* biome-ignore-end lint/a11y/useSemanticElements: as above */}
    </div>
  );
}

function Head() {
  const { what, status, connection, figures, last, next, id } = texts.columns;
  return (
    // biome-ignore-start lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: heads of a table that does not sort by them
    <div role="rowgroup" className={styles.headGroup}>
      <div role="row" aria-rowindex={1} className={styles.head}>
        {[what, status, connection].map((title) => (
          <span key={title} role="columnheader">
            {title}
          </span>
        ))}
        <span role="columnheader" className={styles.figures}>
          {figures}
        </span>
        {[last, next, id].map((title) => (
          <span key={title} role="columnheader">
            {title}
          </span>
        ))}
      </div>
    </div>
    // biome-ignore-end lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: as above
  );
}

/** A press anywhere in a row does what a press on its link does; whoever wants a tab of its own presses the link. */
function useOpening(project: string) {
  const router = useRouter();
  return (event: MouseEvent<HTMLElement>) => {
    if (!(event.target instanceof Element) || event.defaultPrevented) return;
    if (event.target.closest("button") || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (String(getSelection() ?? "") !== "") return;
    const row = event.target.closest<HTMLElement>("[data-request-id]");
    if (!row) return;
    event.preventDefault();
    const requestId = row.dataset.requestId ?? "";
    void router.navigate({ to: "/p/$project/exports/$requestId", params: { project, requestId } });
  };
}

/** How far below the top of the page the rows begin. */
function useTopOf(list: React.RefObject<HTMLElement | null>): number {
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
