import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { FoundRun, FoundRunPage } from "../../api/schema.d.ts";
import { overviewTexts } from "../../texts/export-overview.ts";
import { Button } from "../../ui/button.tsx";
import { bytes, count, duration } from "../../ui/figures.ts";
import { Loading } from "../../ui/loading.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { useNow } from "../../ui/now.ts";
import { Panel } from "../../ui/page.tsx";
import { Status } from "../../ui/status.tsx";
import tableStyles from "../../ui/table.module.css";
import { WindowText } from "../window-text.tsx";
import { runTookMs } from "./run-story.ts";
import styles from "./runs-panel.module.css";

const texts = overviewTexts.runs;

const rowsAtOnce = 15;

export type RunPages = UseInfiniteQueryResult<InfiniteData<FoundRunPage>>;

interface RunsPanelProps {
  readonly pages: RunPages;
  readonly runTimestamp: number | undefined;
  readonly onChoose: (runTimestamp: number) => void;
}

/** An export's runs, newest first, some at once; one of them is the chosen one. */
export function RunsPanel({ pages, runTimestamp, onChoose }: RunsPanelProps) {
  const [first, setFirst] = useState(0);
  const runs = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const shown = runs.slice(first, first + rowsAtOnce);
  const hasOlder = first + rowsAtOnce < runs.length || pages.hasNextPage;
  const goOlder = async () => {
    if (first + rowsAtOnce >= runs.length) await pages.fetchNextPage();
    setFirst(first + rowsAtOnce);
  };
  return (
    <Panel
      title={texts.title}
      actions={
        (first > 0 || hasOlder) && (
          <div className={styles.pager}>
            <span className={styles.place} role="status">
              {texts.place(
                count(first + 1),
                count(first + shown.length),
                pages.hasNextPage ? null : count(runs.length),
              )}
            </span>
            <Button size="s" isDisabled={first === 0} onPress={() => setFirst(Math.max(0, first - rowsAtOnce))}>
              {texts.newer}
            </Button>
            <Button size="s" isDisabled={!hasOlder} isPending={pages.isFetchingNextPage} onPress={() => void goOlder()}>
              {texts.older}
            </Button>
          </div>
        )
      }
    >
      {pages.data ? (
        <RunsTable runs={shown} runTimestamp={runTimestamp} onChoose={onChoose} />
      ) : pages.error ? (
        <ProblemNotice error={pages.error} onRetry={() => void pages.refetch()} />
      ) : (
        <Loading rows={8} label={texts.loading} />
      )}
    </Panel>
  );
}

function RunsTable({
  runs,
  runTimestamp,
  onChoose,
}: Omit<RunsPanelProps, "pages"> & { readonly runs: readonly FoundRun[] }) {
  const nowMs = useNow();
  if (runs.length === 0) return <p className={styles.none}>{texts.none}</p>;
  return (
    <div className={tableStyles.scroll}>
      <table className={`${tableStyles.table} ${styles.table}`}>
        <thead>
          <tr>
            <th scope="col">{texts.window}</th>
            <th scope="col">{texts.status}</th>
            <th scope="col" className="figure">
              {texts.records}
            </th>
            <th scope="col" className="figure">
              {texts.size}
            </th>
            <th scope="col" className="figure">
              {texts.objects}
            </th>
            <th scope="col" className="figure">
              {texts.took}
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => {
            const tookMs = runTookMs(run, nowMs);
            const isChosen = run.runTimestamp === runTimestamp;
            return (
              <tr key={run.runTimestamp} className={styles.row} aria-current={isChosen ? "true" : undefined}>
                <td>
                  <button
                    type="button"
                    className={styles.choose}
                    aria-pressed={isChosen}
                    onClick={() => onChoose(run.runTimestamp)}
                  >
                    <WindowText window={run.window} />
                  </button>
                </td>
                <td>
                  <Status status={run.status} />
                </td>
                <td className="figure">{count(run.totals.records)}</td>
                <td className="figure">{bytes(run.totals.bytes)}</td>
                <td className="figure">{count(run.totals.objects)}</td>
                <td className="figure">{tookMs === null ? texts.notBegun : duration(tookMs)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
