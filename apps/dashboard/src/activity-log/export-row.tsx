import { memo } from "react";
import type { Export } from "../api/schema.d.ts";
import { logTexts as texts } from "../texts/activity-log.ts";
import { bytes, count } from "../ui/figures.ts";
import { Instant, RelativeInstant } from "../ui/instant.tsx";
import { useNow } from "../ui/now.ts";
import { Status } from "../ui/status.tsx";
import styles from "./export-row.module.css";
import { howItGoes } from "./how-it-goes.ts";
import { RunningProgress } from "./running-progress.tsx";
import { titleOf, whatItExports } from "./what-it-exports.ts";

interface PlacedRow {
  /** From 0. */
  readonly index: number;
  readonly topPx: number;
  readonly heightPx: number;
}

interface ExportRowProps extends PlacedRow {
  readonly item: Export;
  readonly href: string;
  readonly isCopied: boolean;
  readonly onCopy: (requestId: number) => void;
}

/** Drawn anew only when its export has changed. Plain elements: hundreds of rows pass by while somebody scrolls. */
export const ExportRow = memo(function ExportRow(props: ExportRowProps) {
  const { item, href, index, topPx, heightPx, isCopied, onCopy } = props;
  const { requestId, lastRun } = item;
  return (
    // biome-ignore-start lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the list
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-request-id={requestId}
      className={styles.row}
      style={{ height: heightPx, transform: `translateY(${topPx}px)` }}
    >
      <div role="cell" className={styles.what}>
        <a href={href} className={styles.title}>
          {titleOf(item)}
        </a>
        {item.archivedAt !== null && <span className={styles.archived}>{texts.archived}</span>}
        <div className={styles.second}>{whatItExports(item)}</div>
      </div>
      <div role="cell" className={styles.status} data-running={item.status === "Running" || undefined}>
        <Status status={item.status} />
        <HowItGoes item={item} />
      </div>
      <div role="cell" className={styles.connection} title={item.connection.name}>
        {item.connection.name}
      </div>
      <div role="cell" className={styles.figures}>
        {lastRun ? (
          <>
            <div data-unit={texts.records}>{count(lastRun.totals.records)}</div>
            <div className={styles.second}>{bytes(lastRun.totals.bytes)}</div>
          </>
        ) : (
          texts.none
        )}
      </div>
      <When className={styles.last} label={texts.columns.last} at={lastRun?.startedAt ?? lastRun?.createdAt ?? null} />
      <When className={styles.next} label={texts.columns.next} at={item.nextRunAt} isToCome />
      <div role="cell" className={styles.id}>
        <code>{requestId}</code>
        <button
          type="button"
          className={styles.copy}
          aria-label={`Copy ${texts.requestId(requestId)}`}
          onClick={() => onCopy(requestId)}
        >
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d={isCopied ? "m3 8.5 3.2 3.2L13 4.5" : "M5.5 5.5V3h7.5v7.5h-2.5M3 5.5h7.5V13H3z"} />
          </svg>
        </button>
      </div>
    </div>
    // biome-ignore-end lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: see the list
  );
});

function HowItGoes({ item }: { readonly item: Export }) {
  const { status, lastRun } = item;
  if (status === "Running" && lastRun?.waiting === null && lastRun.expectedRecords) {
    return <RunningProgress run={lastRun} name={titleOf(item)} />;
  }
  const text = howItGoes(item);
  return (
    <div className={styles.second} title={text}>
      {text}
    </div>
  );
}

interface WhenProps {
  readonly className: string | undefined;
  readonly label: string;
  readonly at: string | null;
  /** Whether it says so when it is past. */
  readonly isToCome?: boolean;
}

function When({ className, label, at, isToCome = false }: WhenProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the list
    <div role="cell" className={`${className} ${styles.when}`} data-label={label}>
      {at === null ? (
        texts.none
      ) : (
        <>
          <div>
            {isToCome && <Due at={at} />}
            <RelativeInstant at={at} />
          </div>
          <div className={styles.second}>
            <Instant at={at} withOffset={false} />
          </div>
        </>
      )}
    </div>
  );
}

function Due({ at }: { readonly at: string }) {
  return Date.parse(at) <= useNow() ? `${texts.due} ` : null;
}

/** Keeps the place of an export that is still being fetched. */
export const RowToCome = memo(function RowToCome({ topPx, heightPx }: PlacedRow) {
  return (
    <div aria-hidden="true" className={styles.toCome} style={{ height: heightPx, transform: `translateY(${topPx}px)` }}>
      <span />
      <span />
    </div>
  );
});
