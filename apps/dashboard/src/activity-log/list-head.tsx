import { logTexts } from "../texts/activity-log.ts";
import styles from "./export-list.module.css";

/** What the columns are; in sight where there is room for columns. */
export function ListHead() {
  const { what, status, connection, figures, last, next, id } = logTexts.columns;
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
