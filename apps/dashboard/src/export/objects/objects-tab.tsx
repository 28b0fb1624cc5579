import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { DeliveredObject, Export, RunDetails } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { deliveryTexts } from "../../texts/export-delivery.ts";
import { Empty } from "../../ui/empty.tsx";
import { TextField } from "../../ui/field.tsx";
import { bytes, count, counted } from "../../ui/figures.ts";
import { Loading } from "../../ui/loading.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useChosenRun } from "../chosen-run.ts";
import { NoRun } from "../no-run.tsx";
import { RunBar } from "../run-bar.tsx";
import { maxObjects, objectsQuery } from "../run-objects.ts";
import { CommandsPanel } from "./commands-panel.tsx";
import styles from "./objects.module.css";
import { ObjectsTable } from "./objects-table.tsx";

const texts = deliveryTexts.objects;

interface ObjectsTabProps {
  readonly found: Export;
  readonly runTimestamp: number | undefined;
  /** What is searched for. */
  readonly text: string;
}

/** What the chosen run has put into the bucket, and how to get at it. */
export function ObjectsTab({ found, runTimestamp, text }: ObjectsTabProps) {
  const { run, error, refetch } = useChosenRun(found, runTimestamp);
  if (runTimestamp === undefined) return <NoRun />;
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <RunBar found={found} run={run} />
      {run ? <RunObjects key={runTimestamp} found={found} run={run} text={text} /> : <LoadingObjects />}
    </>
  );
}

function LoadingObjects() {
  return (
    <Panel title={texts.title}>
      <Loading rows={12} label={texts.loading} />
    </Panel>
  );
}

function RunObjects({ found, run, text }: { readonly found: Export; readonly run: RunDetails; readonly text: string }) {
  const project = useProject();
  const navigate = useNavigate({ from: "/p/$project/exports/$requestId" });
  const { data, error, refetch } = useQuery(objectsQuery(project, found.requestId, run.runTimestamp, run.status));
  const objects = useMemo(() => searched(data?.objects ?? [], text), [data, text]);
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingObjects />;
  if (data.objects.length === 0) return <NoObjects run={run} />;
  const totals = objects.reduce((sum, one) => ({ records: sum.records + one.records, bytes: sum.bytes + one.bytes }), {
    records: 0,
    bytes: 0,
  });
  return (
    <>
      {run.status !== "Done" && <Notice tone="warning">{texts.notDone}</Notice>}
      {data.isCut && <Notice tone="info">{texts.cut(count(maxObjects))}</Notice>}
      <Panel title={texts.title}>
        <div className={styles.search}>
          <TextField
            label={texts.search}
            type="search"
            placeholder={texts.placeholder}
            value={text}
            onChange={(value) =>
              void navigate({
                search: (before) => ({ ...before, text: value === "" ? undefined : value }),
                replace: true,
                resetScroll: false,
              })
            }
          />
          <p className={styles.found} role="status">
            {counted(objects.length, "object")}, {counted(totals.records, "record")}, {bytes(totals.bytes)}
          </p>
        </div>
        {objects.length === 0 ? (
          <Empty title={texts.none}>{texts.noneText(text)}</Empty>
        ) : (
          <ObjectsTable key={text} found={found} runTimestamp={run.runTimestamp} objects={objects} />
        )}
      </Panel>
      <CommandsPanel found={found} run={run} objects={data.objects} />
    </>
  );
}

function NoObjects({ run }: { readonly run: RunDetails }) {
  const isUnderWay = run.status === "Running" || run.status === "Pending";
  return (
    <Panel title={texts.title}>
      <Empty title={isUnderWay ? texts.notYet : texts.nothing}>
        {isUnderWay ? texts.notYetText : run.status === "Done" ? texts.nothingDone : texts.nothingElse}
      </Empty>
    </Panel>
  );
}

function searched(objects: readonly DeliveredObject[], text: string): readonly DeliveredObject[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return objects;
  return objects.filter(
    ({ key, eventName, sha256 }) =>
      key.toLowerCase().includes(wanted) || eventName?.toLowerCase().includes(wanted) || sha256.startsWith(wanted),
  );
}
