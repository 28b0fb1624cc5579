import { useQuery } from "@tanstack/react-query";
import type { Export, RunDetails } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { Fact, Facts } from "../../ui/facts.tsx";
import { bytes, count, duration } from "../../ui/figures.ts";
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

interface RunStoryPanelProps {
  readonly found: Export;
  readonly runTimestamp: number;
}

/** The chosen run: how far it is, what it met, and what happened when. */
export function RunStoryPanel({ found, runTimestamp }: RunStoryPanelProps) {
  const project = useProject();
  const run = useQuery(runQuery(project, found.requestId, runTimestamp));
  return (
    <Panel title={`Run ${runTimestamp}`} actions={run.data && <Status status={run.data.status} />}>
      {run.data ? (
        <RunStory run={run.data} isLatest={run.data.runTimestamp === found.lastRun?.runTimestamp} />
      ) : run.error ? (
        <div className={styles.body}>
          <ProblemNotice error={run.error} onRetry={() => void run.refetch()} />
        </div>
      ) : (
        <Loading rows={10} label="Loading the run" />
      )}
    </Panel>
  );
}

function RunStory({ run, isLatest }: { readonly run: RunDetails; readonly isLatest: boolean }) {
  const nowMs = useNow();
  const tookMs = runTookMs(run, nowMs);
  const { requestId, runTimestamp, window, totals, expectedRecords, snapshot, previous, skipped } = run;
  return (
    <div className={styles.body}>
      <ProgressLine run={run} isLatest={isLatest} />
      <Facts>
        <Fact name={window.axis === "ts" ? "Window, by when it happened" : "Window, by when it was captured"}>
          <WindowText window={window} />
        </Fact>
        <Fact name="Records">
          {count(totals.records)}
          {expectedRecords !== null && expectedRecords !== totals.records && ` of ${count(expectedRecords)} planned`}
        </Fact>
        <Fact name="Stored">
          {bytes(totals.bytes)} in {count(totals.objects)} {totals.objects === 1 ? "object" : "objects"}
        </Fact>
        {tookMs !== null && <Fact name="Took">{duration(tookMs)}</Fact>}
        {snapshot !== null && (
          <Fact name="Snapshot">
            <Instant at={snapshot} withSeconds />
          </Fact>
        )}
        <Fact name="Run">
          <Copyable text={`${requestId}-${runTimestamp}`} label={`run id ${requestId}-${runTimestamp}`} />
        </Fact>
        {previous !== null && (
          <Fact name="Manifest before it">
            <Copyable text={previous} label="key of the manifest before it" />
          </Fact>
        )}
      </Facts>
      {skipped.length > 0 && (
        <Notice tone="info" title="Before this run was left out on purpose">
          {skipped.map((one) => (
            <p key={one.from}>
              <WindowText window={one} />
            </p>
          ))}
        </Notice>
      )}
      <RunErrors run={run} />
      {run.isExpired ? (
        <Notice tone="info">
          The run ended so long ago that its story, its objects and its manifest are not kept here any more. The
          manifest in the bucket has them.
        </Notice>
      ) : (
        <Steps run={run} />
      )}
    </div>
  );
}

function Steps({ run }: { readonly run: RunDetails }) {
  return (
    <section aria-label="What happened">
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
