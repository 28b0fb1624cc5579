import type { RunDetails } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { overviewTexts } from "../../texts/export-overview.ts";
import { counted, dateTime, offset } from "../../ui/figures.ts";
import styles from "./run-story.module.css";

const texts = overviewTexts.run;

/** What the attempts of a run met: how often, when, and what to do about it. The message of each says the cure. */
export function RunErrors({ run: { errors, status } }: { readonly run: RunDetails }) {
  const { timeZone } = useProject();
  if (errors.length === 0) return null;
  const wasMended = status === "Done";
  return (
    <section aria-label={texts.errors} className={styles.errors}>
      <h3>{wasMended ? texts.mended : texts.errors}</h3>
      <ul>
        {errors.map(({ execution, code, message, count, firstAt, lastAt }) => (
          <li key={`${execution} ${code}`} className={styles.error} data-mended={wasMended || undefined}>
            <p>{message}</p>
            <p className={styles.errorFacts}>
              <code>{code}</code> · {counted(count, "time")}
              {execution > 1 && texts.attempt(execution)} ·{" "}
              {timesInWords(dateTime(firstAt, timeZone, true), dateTime(lastAt, timeZone, true))}{" "}
              {offset(lastAt, timeZone)}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function timesInWords(first: string, last: string): string {
  return first === last ? last : `${texts.span(first)}${last}`;
}
