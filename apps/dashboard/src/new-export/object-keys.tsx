import type { Estimate } from "../api/schema.d.ts";
import { outcomeTexts } from "../texts/new-export.ts";
import styles from "./outcome.module.css";

/** The exact names of the first objects, and of the manifest. */
export function ObjectKeys({ estimate: { firstKeys, manifestKey, ifCreatedNow } }: { readonly estimate: Estimate }) {
  const numbers = `${ifCreatedNow.requestId}-${ifCreatedNow.runTimestamp}`;
  return (
    <div className={styles.part}>
      <h4>{outcomeTexts.firstObjects}</h4>
      <ol className={styles.keys}>
        {firstKeys.map(({ key }) => (
          <li key={key}>
            <Key text={key} numbers={numbers} />
          </li>
        ))}
        <li>
          <Key text={manifestKey} numbers={numbers} />
        </li>
      </ol>
      <p className={styles.muted}>{outcomeTexts.firstObjectsHelp}</p>
    </div>
  );
}

/** With the numbers that will be others faint. */
function Key({ text, numbers }: { readonly text: string; readonly numbers: string }) {
  const at = text.indexOf(numbers);
  if (at === -1) return <code>{text}</code>;
  return (
    <code>
      {text.slice(0, at)}
      <span className={styles.muted}>{numbers}</span>
      {text.slice(at + numbers.length)}
    </code>
  );
}
