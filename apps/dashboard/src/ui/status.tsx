import type { ExportStatus, RunStatus } from "../api/schema.d.ts";
import styles from "./status.module.css";

type Shown = ExportStatus | RunStatus;

interface StatusProps {
  readonly status: Shown;
  /** In place of the status, where something else is said to be like it. */
  readonly word?: string;
}

/** In words and in colour, with a sign of its own for those who see no colours. */
export function Status({ status, word = status }: StatusProps) {
  return (
    <span className={styles.status} data-status={status}>
      <svg viewBox="0 0 16 16" aria-hidden="true" className={styles.sign}>
        {signs[status]}
      </svg>
      {word}
    </span>
  );
}

const signs: Readonly<Record<Shown, React.ReactNode>> = {
  Pending: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3 2.2" />,
  Running: <path d="M8 3a5 5 0 1 1-5 5" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  Done: <path d="m3.5 8.5 3 3 6-7" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
  Stopped: <rect x="4" y="4" width="8" height="8" rx="1.5" fill="currentColor" />,
  Failed: <path d="m4 4 8 8m0-8-8 8" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />,
};
