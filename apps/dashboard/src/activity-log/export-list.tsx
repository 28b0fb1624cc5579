import { defaultRangeExtractor, type Range, useWindowVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { useProject } from "../shell/project-context.ts";
import { logTexts as texts } from "../texts/activity-log.ts";
import { Button } from "../ui/button.tsx";
import { count } from "../ui/figures.ts";
import { useCopying } from "./copying.ts";
import styles from "./export-list.module.css";
import type { useExportPages } from "./export-pages.ts";
import { ExportRow, RowToCome } from "./export-row.tsx";
import { ListHead } from "./list-head.tsx";
import { useListLayout, useTopOf } from "./list-layout.ts";
import { useHeldList } from "./newer-exports.ts";
import { useOpening, useReturn } from "./opening.ts";
import { useRowFocus } from "./row-focus.ts";
import { useSlots } from "./slots.ts";
import { useShortcuts } from "./use-shortcuts.ts";

const overscan = 8;
/** The next page is asked for when so many rows are left. */
const ahead = 60;
const rowsWhileLoading = 12;
/** What stays in sight above the rows. */
const headHeightPx = 40;

interface ExportListProps {
  readonly pages: ReturnType<typeof useExportPages>;
  /** Above it, on the right. */
  readonly children: ReactNode;
}

/** The exports as a table of which only the rows in sight are there, on the window's own scroll bar. */
export function ExportList({ pages, children }: ExportListProps) {
  const { items, totals, hasNextPage, isFetchingNextPage, fetchNextPage, isFetchNextPageError, isPlaceholderData } =
    pages;
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
  const slotOf = useSlots(inSight.map(({ index }) => index));
  const last = inSight.at(-1)?.index ?? 0;
  // What was refused is asked for again by hand.
  const mayAsk = hasNextPage && !isFetchingNextPage && !isFetchNextPageError;
  const wantsMore = mayAsk && last + ahead >= shown.length;
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
  useReturn(list);
  const { copied, copy, said } = useCopying();
  const { open, prepare } = useOpening(id);
  const label = isLoading ? texts.title : texts.found(count(totals.exports), totals.exports === 1);
  return (
    <div className={styles.frame} data-layout={layout}>
      <div className={styles.about}>
        <span role="status">{isLoading ? "" : label}</span>
        <span className={styles.right}>
          {children}
          <span>{texts.timesIn(timeZone)}</span>
        </span>
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
        data-loading={isLoading || undefined}
        className={styles.table}
      >
        <ListHead />
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: each row has a link, which keys open */}
        <div
          role="rowgroup"
          ref={list}
          className={styles.body}
          style={{ height: rows.getTotalSize() }}
          onClick={open}
          onPointerEnter={prepare}
        >
          {inSight.map(({ index, start }) => {
            const item = shown[index];
            const top = start - scrollMargin;
            return item ? (
              <ExportRow
                key={slotOf(index)}
                item={item}
                href={`/p/${id}/exports/${item.requestId}`}
                index={index}
                topPx={top}
                heightPx={rowHeightPx}
                isCopied={copied === item.requestId}
                onCopy={copy}
              />
            ) : (
              <RowToCome key={`to come ${index}`} index={index} topPx={top} heightPx={rowHeightPx} />
            );
          })}
        </div>
      </div>
      {/* biome-ignore-end lint/a11y/useSemanticElements: as above */}
    </div>
  );
}
