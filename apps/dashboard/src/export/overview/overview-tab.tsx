import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { Export } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { overviewTexts } from "../../texts/export-overview.ts";
import { Loading } from "../../ui/loading.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { runsQuery, windowsQuery } from "../export-queries.ts";
import { CoveragePanel } from "./coverage-panel.tsx";
import { EventBarsPanel } from "./event-bars-panel.tsx";
import styles from "./overview-tab.module.css";
import { RunStoryPanel } from "./run-story-panel.tsx";
import { RunsPanel } from "./runs-panel.tsx";

/** With the chart library, which nothing else wants. */
const RunCharts = lazy(() => import("./run-charts.tsx").then(({ RunCharts: component }) => ({ default: component })));

interface OverviewTabProps {
  readonly found: Export;
  readonly runTimestamp: number | undefined;
}

export function OverviewTab({ found, runTimestamp }: OverviewTabProps) {
  const project = useProject();
  const navigate = useNavigate({ from: "/p/$project/exports/$requestId" });
  const windows = useQuery(windowsQuery(project, found.requestId));
  const pages = useInfiniteQuery(runsQuery(project, found.requestId));
  const choose = (run: number) =>
    void navigate({
      search: (before) => ({ ...before, run: run === found.lastRun?.runTimestamp ? undefined : run }),
      replace: true,
      resetScroll: false,
    });
  const runs = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      {windows.data ? (
        <CoveragePanel known={windows.data} runTimestamp={runTimestamp} onChoose={choose} />
      ) : (
        <Panel title={overviewTexts.coverage.title}>
          {windows.error ? (
            <ProblemNotice error={windows.error} onRetry={() => void windows.refetch()} />
          ) : (
            <div className={styles.coverage} data-frequency={found.frequency}>
              <Loading rows={5} label={overviewTexts.coverage.loading} />
            </div>
          )}
        </Panel>
      )}
      {found.totals.runs > 1 && (
        <Panel title={overviewTexts.charts.title}>
          <div className={styles.charts}>
            <Suspense fallback={<Loading rows={4} label={overviewTexts.charts.loading} />}>
              {pages.data ? (
                <RunCharts runs={runs} isAll={!pages.hasNextPage} />
              ) : (
                <Loading rows={4} label={overviewTexts.charts.loading} />
              )}
            </Suspense>
          </div>
        </Panel>
      )}
      <div className={styles.columns}>
        <div className={styles.runs}>
          <RunsPanel pages={pages} runTimestamp={runTimestamp} onChoose={choose} />
        </div>
        {runTimestamp !== undefined && (
          <>
            <div className={styles.story}>
              <RunStoryPanel found={found} runTimestamp={runTimestamp} />
            </div>
            <div className={styles.events}>
              <EventBarsPanel requestId={found.requestId} runTimestamp={runTimestamp} />
            </div>
          </>
        )}
      </div>
    </>
  );
}
