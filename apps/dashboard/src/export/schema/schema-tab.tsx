import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Export, Manifest, RunDetails } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { deliveryTexts } from "../../texts/export-delivery.ts";
import { CappedList } from "../../ui/capped-list.tsx";
import { Empty } from "../../ui/empty.tsx";
import { TextField } from "../../ui/field.tsx";
import { counted } from "../../ui/figures.ts";
import { Loading } from "../../ui/loading.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { useChosenRun } from "../chosen-run.ts";
import { manifestQuery, runOfManifest } from "../manifest-queries.ts";
import { NoManifest } from "../no-manifest.tsx";
import { NoRun } from "../no-run.tsx";
import { RunBar } from "../run-bar.tsx";
import { EventFields } from "./event-fields.tsx";
import styles from "./schema.module.css";
import { compareSchemas, type EventSchema, hasChanges } from "./schema-change.ts";

const texts = deliveryTexts.schema;

interface SchemaTabProps {
  readonly found: Export;
  readonly runTimestamp: number | undefined;
}

/** The fields of what the chosen run delivered, and what is different from the run before it. */
export function SchemaTab({ found, runTimestamp }: SchemaTabProps) {
  const project = useProject();
  const { run, error: runError, refetch: refetchRun } = useChosenRun(found, runTimestamp);
  const hasManifest = run !== undefined && run.manifestKey !== null && !run.isExpired;
  const manifest = useQuery({
    ...manifestQuery(project, found.requestId, run?.runTimestamp ?? 0),
    enabled: hasManifest,
  });
  if (found.lastRun === null) return <NoRun />;
  const error = runError ?? manifest.error;
  return (
    <>
      <RunBar found={found} run={run} />
      {error ? (
        <ProblemNotice error={error} onRetry={() => void (runError ? refetchRun() : manifest.refetch())} />
      ) : run && !hasManifest ? (
        <NoManifest run={run} />
      ) : run && manifest.data ? (
        <RunSchema key={runTimestamp} found={found} run={run} manifest={manifest.data} />
      ) : (
        <Panel title={texts.title}>
          <Loading rows={12} label={texts.loading} />
        </Panel>
      )}
    </>
  );
}

interface RunSchemaProps {
  readonly found: Export;
  readonly run: RunDetails;
  readonly manifest: Manifest;
}

function RunSchema({ found, run, manifest }: RunSchemaProps) {
  const project = useProject();
  const [text, setText] = useState("");
  const previous = run.previous === null ? null : runOfManifest(run.previous);
  const before = useQuery({ ...manifestQuery(project, found.requestId, previous ?? 0), enabled: previous !== null });
  const { events, missing } = useMemo(
    () => compareSchemas(manifest.events, before.data?.events ?? null),
    [manifest, before.data],
  );
  const wanted = text.trim().toLowerCase();
  const shown = events.filter(
    ({ name, fields }) =>
      wanted === "" ||
      (name ?? "").toLowerCase().includes(wanted) ||
      fields.some(({ key }) => key.toLowerCase().includes(wanted)),
  );
  return (
    <Panel title={texts.title}>
      <div className={styles.body}>
        <p role="status">
          {previous === null
            ? texts.first
            : before.error
              ? texts.notComparable
              : before.data === undefined
                ? texts.comparing
                : changesInWords(events, previous)}
        </p>
        {missing.length > 0 && (
          <Notice tone="info" title={texts.missing(counted(missing.length, "event"), previous ?? 0)}>
            {missing.slice(0, 20).join(", ")}
            {missing.length > 20 && texts.andMore(missing.length - 20)}
          </Notice>
        )}
        {events.length > 1 && (
          <div className={styles.search}>
            <TextField label={texts.search} type="search" value={text} onChange={setText} />
          </div>
        )}
        {events.length === 0 ? (
          <Empty title={texts.noRecords}>{texts.noRecordsText}</Empty>
        ) : shown.length === 0 ? (
          <Empty title={texts.none}>{texts.noneText(text)}</Empty>
        ) : (
          <CappedList key={text} items={shown} keyOf={({ name }) => name ?? ""} label={texts.events} step={30}>
            {(event) => <EventFields event={event} isOpen={shown.length === 1} />}
          </CappedList>
        )}
      </div>
    </Panel>
  );
}

function changesInWords(events: readonly EventSchema[], previous: number): string {
  const added = events.filter(({ isNew }) => isNew).length;
  const changed = events.filter((event) => !event.isNew && hasChanges(event)).length;
  const parts = [
    ...(added === 0 ? [] : [texts.newEvents(counted(added, "event"))]),
    ...(changed === 0 ? [] : [texts.changedEvents(counted(changed, "event"))]),
  ];
  return parts.length === 0 ? texts.same(previous) : texts.changed(parts.join(", "), previous);
}
