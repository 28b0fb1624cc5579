import { useQuery } from "@tanstack/react-query";
import type { Export, RunDetails } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { overviewTexts } from "../../texts/export-overview.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { Fact, Facts } from "../../ui/facts.tsx";
import { bytes, count, counted, duration } from "../../ui/figures.ts";
import { Instant } from "../../ui/instant.tsx";
import { Loading } from "../../ui/loading.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { useNow } from "../../ui/now.ts";
import { Panel } from "../../ui/page.tsx";
import { Status } from "../../ui/status.tsx";
import { runQuery } from "../export-queries.ts";
import { WindowText } from "../window-text.tsx";
import { ProgressLine } from "./progress-line.tsx";
import { RunErrors } from "./run-errors.tsx";
import styles from "./run-story.module.css";
import { runTookMs, storyOf } from "./run-story.ts";

const texts = overviewTexts.run;

interface RunStoryPanelProps {
  readonly found: Export;
  readonly runTimestamp: number;
}

/** The chosen run: how far it is, what it met, and what happened when. */
export function RunStoryPanel({ found, runTimestamp }: RunStoryPanelProps) {
  const project = useProject();
  const run = useQuery(runQuery(project, found.requestId, runTimestamp));
  return (
    <Panel
      title={texts.title(run.data?.runTimestamp ?? runTimestamp)}
      actions={run.data && <Status status={run.data.status} />}
    >
      {run.data ? (
        <RunStory
          run={run.data}
          isLatest={run.data.runTimestamp === found.lastRun?.runTimestamp}
          askedAtMs={run.dataUpdatedAt}
        />
      ) : run.error ? (
        <div className={styles.body}>
          <ProblemNotice error={run.error} onRetry={() => void run.refetch()} />
        </div>
      ) : (
        <Loading rows={10} label={texts.loading} />
      )}
    </Panel>
  );
}

interface RunStoryProps {
  readonly run: RunDetails;
  readonly isLatest: boolean;
  /** When what is shown was so. */
  readonly askedAtMs: number;
}

function RunStory({ run, isLatest, askedAtMs }: RunStoryProps) {
  const nowMs = Math.max(useNow(), askedAtMs);
  const tookMs = runTookMs(run, nowMs);
  const wasRetried = run.timeline.some(({ kind }) => kind === "retried");
  const { requestId, runTimestamp, window, totals, expectedRecords, snapshot, previous, skipped } = run;
  return (
    <div className={styles.body}>
      <ProgressLine run={run} isLatest={isLatest} nowMs={nowMs} />
      <Facts>
        <Fact name={texts.window[window.axis]}>
          <WindowText window={window} />
        </Fact>
        <Fact name={texts.records}>
          {count(totals.records)}
          {expectedRecords !== null && expectedRecords !== totals.records && texts.planned(count(expectedRecords))}
        </Fact>
        <Fact name={texts.stored}>{texts.storedIn(bytes(totals.bytes), counted(totals.objects, "object"))}</Fact>
        {tookMs !== null && (
          <Fact name={texts.took}>{wasRetried ? texts.withRetries(duration(tookMs)) : duration(tookMs)}</Fact>
        )}
        {snapshot !== null && (
          <Fact name={texts.snapshot}>
            <Instant at={snapshot} withSeconds />
          </Fact>
        )}
        <Fact name={texts.run}>
          <Copyable text={`${requestId}-${runTimestamp}`} label={texts.runId(`${requestId}-${runTimestamp}`)} />
        </Fact>
        {previous !== null && (
          <Fact name={texts.previous}>
            <Copyable text={previous} label={texts.previousKey} />
          </Fact>
        )}
      </Facts>
      {skipped.length > 0 && (
        <Notice tone="info" title={texts.skipped}>
          {skipped.map((one) => (
            <p key={one.from}>
              <WindowText window={one} />
            </p>
          ))}
        </Notice>
      )}
      <RunErrors run={run} />
      {run.isExpired ? <Notice tone="info">{texts.expired}</Notice> : <Steps run={run} />}
    </div>
  );
}

function Steps({ run }: { readonly run: RunDetails }) {
  return (
    <section aria-label={texts.story}>
      <ol className={styles.steps}>
        {storyOf(run).map(({ at, title, detail, tone, tookMs }) => (
          <li key={`${at} ${title}`} className={styles.step} data-tone={tone}>
            <span className={styles.title}>{title}</span>
            <span className={styles.when}>
              <Instant at={at} withSeconds withOffset={false} />
              {tookMs !== null && (
                <span className={styles.took}>+{tookMs < 1_000 ? `${tookMs} ms` : duration(tookMs)}</span>
              )}
            </span>
            {detail !== null && tone !== "bad" && <span className={styles.detail}>{detail}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
