import type { ExportStatus, FoundExports } from "../api/schema.d.ts";
import { logTexts } from "../texts/activity-log.ts";
import { count } from "../ui/figures.ts";
import { statuses } from "./log-search.ts";
import styles from "./status-filter.module.css";

interface StatusFilterProps {
  readonly chosen: readonly ExportStatus[] | undefined;
  /** How many there are of each, when no status is chosen. */
  readonly totals: FoundExports | undefined;
  readonly onChange: (chosen: readonly ExportStatus[] | undefined) => void;
}

/** The statuses, all in sight: what one looks for most. */
export function StatusFilter({ chosen, totals, onChange }: StatusFilterProps) {
  const texts = logTexts.filters;
  const toggle = (status: ExportStatus) => {
    const next = statuses.filter((one) => (chosen?.includes(one) ?? false) !== (one === status));
    onChange(next.length === 0 || next.length === statuses.length ? undefined : next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out in a row by every browser
    <div role="group" aria-label={texts.status} className={styles.statuses}>
      <button
        type="button"
        className={styles.status}
        aria-pressed={chosen === undefined}
        onClick={() => onChange(undefined)}
      >
        {texts.allStatuses}
      </button>
      {statuses.map((status) => (
        <button
          key={status}
          type="button"
          className={styles.status}
          data-status={status}
          aria-pressed={chosen?.includes(status) ?? false}
          onClick={() => toggle(status)}
        >
          <span className={styles.dot} aria-hidden="true" />
          {logTexts.status[status]}
          {totals !== undefined && (chosen === undefined || chosen.includes(status)) && (
            <span className={styles.count}>{count(totals.byStatus[status])}</span>
          )}
        </button>
      ))}
    </div>
  );
}
