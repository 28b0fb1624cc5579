import type { ReactNode } from "react";
import { isSignedOut, problemOf } from "../api/problem.ts";
import type { Estimate, Warning } from "../api/schema.d.ts";
import { outcomeTexts } from "../texts/new-export.ts";
import { bytes, count, counted, duration } from "../ui/figures.ts";
import { Instant } from "../ui/instant.tsx";
import { Loading } from "../ui/loading.tsx";
import { Notice, ProblemNotice } from "../ui/notice.tsx";
import { ObjectKeys } from "./object-keys.tsx";
import styles from "./outcome.module.css";
import { PreviewPanel } from "./preview-panel.tsx";
import type { Outcome } from "./use-outcome.ts";

/** What the export would deliver, told while the form is filled in. */
export function OutcomePanel({
  outcome: { missing, estimate, preview, isSettled, shownEvent, setShownEvent },
}: {
  readonly outcome: Outcome;
}) {
  const { data, error, isFetching, isPlaceholderData } = estimate;
  const isStale = !isSettled || (isFetching && isPlaceholderData);
  return (
    <section className={styles.panel} aria-label={outcomeTexts.title} aria-busy={isStale}>
      <h3>{outcomeTexts.title}</h3>
      <p role="status" className="spoken">
        {isStale || missing !== null || !data ? "" : spoken(data)}
      </p>
      {missing !== null ? (
        <p className={styles.muted}>{outcomeTexts.missing[missing]}</p>
      ) : error && !isSignedOut(error) ? (
        <Refused error={error} onRetry={() => void estimate.refetch()} />
      ) : data ? (
        <div className={styles.rest} data-stale={isStale || undefined}>
          <Figures estimate={data} />
          {data.warnings
            .filter((warning) => !isOfEvents(warning))
            .map(({ code, message }) => (
              <Notice key={`${code} ${message}`} tone="warning">
                {message}
              </Notice>
            ))}
          <ObjectKeys estimate={data} />
          <PreviewPanel preview={preview} shownEvent={shownEvent} events={data.events} onEvent={setShownEvent} />
        </div>
      ) : (
        <Loading rows={8} label={outcomeTexts.asking} />
      )}
    </section>
  );
}

/** What is said of names of events stands beside them. */
export function isOfEvents({ code }: Warning): boolean {
  return code === "export.unknown_event";
}

function Refused({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  // What is wrong with a field stands beside it.
  if (problemOf(error).fields.length > 0) return <p className={styles.muted}>{outcomeTexts.wrong}</p>;
  return <ProblemNotice error={error} onRetry={onRetry} />;
}

function Figures({
  estimate: { window, measured, events, totals, estimatedSeconds, firstRunAt },
}: {
  readonly estimate: Estimate;
}) {
  const isAhead = window.from !== measured.from || window.to !== measured.to;
  const isOfEvents = events.some(({ name }) => name !== null);
  return (
    <>
      <dl className={styles.figures}>
        <Figure label={outcomeTexts.records}>{count(totals.records)}</Figure>
        {isOfEvents && <Figure label={outcomeTexts.events}>{count(events.length)}</Figure>}
        <Figure label={outcomeTexts.objects}>
          <span className={styles.muted}>{outcomeTexts.atLeast}</span> {count(totals.objects)}
        </Figure>
        <Figure label={outcomeTexts.size}>
          <About>{bytes(totals.estimatedBytes)}</About>
        </Figure>
        <Figure label={outcomeTexts.duration}>
          {estimatedSeconds === null ? (
            <span className={styles.muted}>{outcomeTexts.noPast}</span>
          ) : (
            <About>{duration(estimatedSeconds * 1_000)}</About>
          )}
        </Figure>
      </dl>
      {firstRunAt !== null && (
        <p className={styles.muted}>
          First run: <Instant at={firstRunAt} />
        </p>
      )}
      {isAhead && <p className={styles.muted}>{outcomeTexts.ahead}</p>}
      {totals.records === 0 && <p className={styles.muted}>{outcomeTexts.none}</p>}
    </>
  );
}

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function About({ children }: { readonly children: string }) {
  return (
    <>
      <span className={styles.muted}>{outcomeTexts.about}</span> {children}
    </>
  );
}

function spoken({ totals, warnings }: Estimate): string {
  const warned = warnings.length === 0 ? "" : `, ${counted(warnings.length, "warning")}`;
  return outcomeTexts.spoken(counted(totals.records, "record"), bytes(totals.estimatedBytes), warned);
}
