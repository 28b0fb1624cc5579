import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { problemOf } from "../api/problem.ts";
import type { Export } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { exportTexts } from "../texts/export.ts";
import { LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Loading } from "../ui/loading.tsx";
import { ProblemNotice } from "../ui/notice.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { Status } from "../ui/status.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { ExportActions } from "./actions/export-actions.tsx";
import { useDeliveredRun } from "./delivered-run.ts";
import { ExportHead } from "./export-head.tsx";
import { exportQuery } from "./export-queries.ts";
import styles from "./export-screen.module.css";
import { exportTabs } from "./export-search.ts";
import { exportTitle } from "./export-words.ts";
import { ManifestTab } from "./manifest/manifest-tab.tsx";
import { ObjectsTab } from "./objects/objects-tab.tsx";
import { OverviewTab } from "./overview/overview-tab.tsx";
import { SchemaTab } from "./schema/schema-tab.tsx";

const path = "/p/$project/exports/$requestId";

/** One export: what it is, what it has covered, what each of its runs did and delivered, and what can be done. */
export function ExportScreen() {
  const project = useProject();
  const params = useParams({ from: path });
  const requestId = requestIdIn(params.requestId);
  const found = useQuery({ ...exportQuery(project, requestId ?? 0), enabled: requestId !== undefined });
  const trail = (
    <Link to="/p/$project/exports" params={{ project: project.id }}>
      {exportTexts.trail}
    </Link>
  );
  if (requestId === undefined || problemOf(found.error).status === 404) return <NoSuchExport trail={trail} />;
  if (found.data) return <FoundExport key={requestId} found={found.data} trail={trail} />;
  return (
    <Page title={`Export ${requestId}`} trail={trail}>
      {found.error ? (
        <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <Panel>
          <Loading rows={12} label={exportTexts.loading} />
        </Panel>
      )}
    </Page>
  );
}

/** Request ids are whole numbers; nothing else names an export. */
function requestIdIn(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

interface FoundExportProps {
  readonly found: Export;
  readonly trail: React.ReactNode;
}

function FoundExport({ found, trail }: FoundExportProps) {
  const { timeZone } = useProject();
  const search = useSearch({ from: path });
  const navigate = useNavigate({ from: path });
  const tab = search.tab ?? "overview";
  const runTimestamp = search.run ?? found.lastRun?.runTimestamp;
  const delivered = useDeliveredRun(found, search.run);
  return (
    <Page
      title={exportTitle(found, timeZone)}
      trail={trail}
      beside={
        <>
          <Status status={found.status} />
          {found.archivedAt !== null && <span className={styles.archived}>{exportTexts.archived}</span>}
        </>
      }
      actions={<ExportActions found={found} runTimestamp={runTimestamp} isEditing={search.edit === true} />}
    >
      <ExportHead found={found} />
      <Tabs
        label={exportTexts.tabsLabel}
        tabs={exportTexts.tabs}
        order={exportTabs}
        selected={tab}
        onSelect={(next) =>
          void navigate({ search: (before) => ({ ...before, tab: next === "overview" ? undefined : next }) })
        }
      >
        {tab === "overview" && <OverviewTab found={found} runTimestamp={runTimestamp} />}
        {tab === "objects" && <ObjectsTab found={found} runTimestamp={runTimestamp} text={search.text ?? ""} />}
        {tab === "schema" && <SchemaTab found={found} runTimestamp={delivered} />}
        {tab === "manifest" && <ManifestTab found={found} runTimestamp={delivered} />}
      </Tabs>
    </Page>
  );
}

function NoSuchExport({ trail }: Pick<FoundExportProps, "trail">) {
  const { id } = useProject();
  const { title, text, back } = exportTexts.notFound;
  return (
    <Page title="Export" trail={trail}>
      <Panel>
        <Empty
          title={title}
          actions={
            <LinkButton to="/p/$project/exports" params={{ project: id }}>
              {back}
            </LinkButton>
          }
        >
          {text}
        </Empty>
      </Panel>
    </Page>
  );
}
