import { useQuery } from "@tanstack/react-query";
import { useProject } from "../shell/project-context.ts";
import { connectionsTexts as texts } from "../texts/connections.ts";
import { LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Loading } from "../ui/loading.tsx";
import { ProblemNotice } from "../ui/notice.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { connectionsQuery } from "./connection-queries.ts";
import { ConnectionsTable } from "./connections-table.tsx";

/** The buckets that exports can go to. */
export function ConnectionsScreen() {
  const project = useProject();
  const connections = useQuery(connectionsQuery(project));
  const connect = project.canChange && (
    <LinkButton kind="primary" to="/p/$project/connections/new" params={{ project: project.id }}>
      {texts.connect}
    </LinkButton>
  );
  const all = connections.data;
  return (
    <Page title={texts.title} actions={all && all.length > 0 ? connect : undefined}>
      {connections.error ? (
        <ProblemNotice error={connections.error} onRetry={() => void connections.refetch()} />
      ) : (
        <Panel>
          {all === undefined ? (
            <Loading rows={5} />
          ) : all.length === 0 ? (
            <Empty title={texts.empty.title} actions={connect}>
              <p>{texts.empty.text}</p>
              {!project.canChange && <p>{texts.empty.viewer}</p>}
            </Empty>
          ) : (
            <ConnectionsTable connections={all} />
          )}
        </Panel>
      )}
    </Page>
  );
}
