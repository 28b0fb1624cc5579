import { useInfiniteQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Export, Run } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { deliveryTexts } from "../texts/export-delivery.ts";
import { Select } from "../ui/select.tsx";
import { runsQuery } from "./export-queries.ts";
import styles from "./run-bar.module.css";
import { windowInWords } from "./window-text.tsx";

const texts = deliveryTexts;

interface RunBarProps {
  readonly found: Export;
  readonly run: Run | undefined;
}

/** Which run a tab is about, and a choice of another where there are several. */
export function RunBar({ found, run }: RunBarProps) {
  const project = useProject();
  const navigate = useNavigate({ from: "/p/$project/exports/$requestId" });
  const pages = useInfiniteQuery(runsQuery(project, found.requestId));
  const known: readonly Run[] = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  const runs = run && !known.some(({ runTimestamp }) => runTimestamp === run.runTimestamp) ? [run, ...known] : known;
  if (found.frequency === "oneTime" || run === undefined) return null;
  return (
    <div className={styles.bar}>
      <Select
        label={texts.run}
        value={String(run.runTimestamp)}
        choices={runs.map(({ runTimestamp, window, status }) => ({
          value: String(runTimestamp),
          title: `${windowInWords(window, project.timeZone)}: ${status}`,
        }))}
        onChange={(value) =>
          void navigate({ search: (before) => ({ ...before, run: Number(value) }), replace: true, resetScroll: false })
        }
      />
    </div>
  );
}
