import { useProject } from "../shell/project-context.ts";
import { whenTexts } from "../texts/new-export.ts";
import { offset } from "../ui/figures.ts";
import { Instant } from "../ui/instant.tsx";
import { useNow } from "../ui/now.ts";
import table from "../ui/table.module.css";
import { type Draft, hoursIn } from "./draft.ts";
import styles from "./new-export.module.css";
import { windowsToCome } from "./windows-to-come.ts";

const count = 6;
const minHours = 4;
const maxHours = 24;

/** When the first runs start, and what each delivers. */
export function RunsToCome({ draft: { type, everyHours, startFrom } }: { readonly draft: Draft }) {
  const { timeZone } = useProject();
  const nowMs = useNow();
  const hours = hoursIn(everyHours);
  if (hours === undefined || !Number.isInteger(hours) || hours < minHours || hours > maxHours) return null;
  const startFromMs = startFrom === null ? null : Date.parse(startFrom);
  const windows = windowsToCome({ type, everyHours: hours, startFromMs, nowMs, count });
  return (
    <div className={styles.runs}>
      <h3>{whenTexts.runs}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled with keys */}
      <section className={table.scroll} aria-label={whenTexts.runs} tabIndex={0}>
        <table className={table.table}>
          <thead>
            <tr>
              <th>
                {whenTexts.run} ({offset(nowMs, timeZone)})
              </th>
              <th>{whenTexts.covers}</th>
            </tr>
          </thead>
          <tbody>
            {windows.map(({ scheduledMs, fromMs, toMs }) => (
              <tr key={scheduledMs}>
                <td className={styles.when}>{scheduledMs <= nowMs ? "at once" : <At ms={scheduledMs} />}</td>
                <td className={styles.when}>
                  {fromMs === 0 ? (
                    whenTexts.allSoFar
                  ) : (
                    <>
                      <At ms={fromMs} /> –
                    </>
                  )}{" "}
                  <At ms={toMs} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className={styles.muted}>{whenTexts.settle}</p>
    </div>
  );
}

function At({ ms }: { readonly ms: number }) {
  return <Instant at={new Date(ms).toISOString()} withOffset={false} />;
}
