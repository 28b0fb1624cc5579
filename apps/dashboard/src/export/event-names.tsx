import type { Export } from "../api/schema.d.ts";
import { exportTexts } from "../texts/export.ts";
import { counted } from "../ui/figures.ts";
import styles from "./event-names.module.css";

const shownAtOnce = 3;

/** What is exported; of many events the first, and all of them for whoever opens the list. */
export function EventNames({ found: { type, eventNames } }: { readonly found: Export }) {
  if (eventNames === null) return exportTexts.types[type];
  if (eventNames.length <= shownAtOnce) return eventNames.join(", ");
  return (
    <details className={styles.names}>
      <summary>{counted(eventNames.length, "event")}</summary>
      <ul>
        {eventNames.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </details>
  );
}
