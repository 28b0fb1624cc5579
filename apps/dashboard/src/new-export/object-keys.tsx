import type { Estimate } from "../api/schema.d.ts";
import { outcomeTexts } from "../texts/new-export.ts";
import { count } from "../ui/figures.ts";
import styles from "./outcome.module.css";

const mostKeys = 5;

/** The exact names of the first objects, and of the manifest. */
export function ObjectKeys({
  estimate: { firstKeys, manifestKey, ifCreatedNow, totals },
}: {
  readonly estimate: Estimate;
}) {
  const numbers = `${ifCreatedNow.requestId}-${ifCreatedNow.runTimestamp}`;
  return (
    <div className={styles.part}>
      <h4>{outcomeTexts.firstObjects}</h4>
      <ol className={styles.keys}>
        {firstKeys.slice(0, mostKeys).map(({ key }) => (
          <li key={key}>
            <Key text={key} numbers={numbers} />
          </li>
        ))}
        {totals.objects > mostKeys && (
          <li className={styles.muted}>{outcomeTexts.more(count(totals.objects - mostKeys))}</li>
        )}
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
