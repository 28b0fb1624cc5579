import type { ReactNode } from "react";
import { Label, ProgressBar } from "react-aria-components";
import styles from "./progress.module.css";

interface ProgressProps {
  readonly label: string;
  /** Between 0 and 1; null when it is not known. */
  readonly share: number | null;
  /** What there is to say of it, in figures. */
  readonly figures?: ReactNode;
}

export function Progress({ label, share, figures }: ProgressProps) {
  return (
    <ProgressBar
      className={styles.progress}
      value={share ?? 0}
      minValue={0}
      maxValue={1}
      isIndeterminate={share === null}
    >
      {({ percentage }) => (
        <>
          <span className={styles.words}>
            <Label className={styles.label}>{label}</Label>
            <span className={styles.figures}>{figures}</span>
          </span>
          <span className={styles.track} data-unknown={share === null || undefined}>
            <span className={styles.bar} style={{ width: `${percentage ?? 0}%` }} />
          </span>
        </>
      )}
    </ProgressBar>
  );
}
