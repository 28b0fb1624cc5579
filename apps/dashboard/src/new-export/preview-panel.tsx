import { problemOf } from "../api/problem.ts";
import type { EstimatedEvent, Preview, TablePreview } from "../api/schema.d.ts";
import { outcomeTexts, previewProblems } from "../texts/new-export.ts";
import { counted } from "../ui/figures.ts";
import { Loading } from "../ui/loading.tsx";
import { Notice, ProblemNotice } from "../ui/notice.tsx";
import styles from "./outcome.module.css";
import type { Outcome } from "./use-outcome.ts";

interface PreviewPanelProps extends Pick<Outcome, "preview" | "shownEvent"> {
  readonly events: readonly EstimatedEvent[];
  readonly onEvent: (eventName: string) => void;
}

/** The first records as an encoder of the format writes them, or why they can't be shown. */
export function PreviewPanel({
  preview: { data, error, refetch, isPlaceholderData },
  shownEvent,
  events,
  onEvent,
}: PreviewPanelProps) {
  const shown = !error && data && data.kind !== "empty" ? data : null;
  return (
    <div className={styles.part}>
      <div className={styles.recordsHead}>
        <h4>{outcomeTexts.firstRecords}</h4>
        {shownEvent !== null && (
          <select
            className={styles.event}
            aria-label={outcomeTexts.ofEvent}
            value={shownEvent}
            onChange={({ target }) => onEvent(target.value)}
          >
            {events.map(({ name }) => name !== null && <option key={name}>{name}</option>)}
          </select>
        )}
        {shown && (
          <span className={styles.muted}>{outcomeTexts.shown(counted(shown.records, "record"), shown.truncated)}</span>
        )}
      </div>
      {error ? (
        <NoPreview error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <Shown preview={data} isStale={isPlaceholderData} />
      ) : (
        <Loading rows={6} />
      )}
    </div>
  );
}

function NoPreview({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const known = previewProblems[problemOf(error).code];
  if (known === undefined) return <ProblemNotice error={error} onRetry={onRetry} />;
  return <Notice tone="info">{known}</Notice>;
}

/** `isStale` while it still is of what was chosen before. */
function Shown({ preview, isStale }: { readonly preview: Preview; readonly isStale: boolean }) {
  if (preview.kind === "empty") return <p className={styles.muted}>{outcomeTexts.empty}</p>;
  return (
    <section
      className={styles.records}
      aria-label={outcomeTexts.firstRecords}
      aria-busy={isStale}
      data-stale={isStale || undefined}
    >
      {preview.kind === "text" ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with keys
        <pre tabIndex={0}>{preview.text}</pre>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with keys
        <div tabIndex={0} className={styles.scroll}>
          <Rows preview={preview} />
        </div>
      )}
    </section>
  );
}

function Rows({ preview: { columns, rows } }: { readonly preview: TablePreview }) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column}>{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((cell, column) => (
              <td key={columns[column]}>{cell === null ? <span className={styles.null}>null</span> : cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
