import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import type { Connection } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { connectionsTexts, setUpTexts } from "../texts/connections.ts";
import { Loading } from "../ui/loading.tsx";
import { Notice, ProblemNotice } from "../ui/notice.tsx";
import { Page, Panel } from "../ui/page.tsx";
import { ConnectionActions } from "./connection/connection-actions.tsx";
import { ConnectionFacts } from "./connection/connection-facts.tsx";
import { PolicyPanel } from "./connection/policy-panel.tsx";
import { TestPanel } from "./connection/test-panel.tsx";
import { UsesPanel } from "./connection/uses-panel.tsx";
import { connectionQuery } from "./connection-queries.ts";
import styles from "./connections.module.css";

const route = getRouteApi("/p/$project/connections/$id");

export function ConnectionScreen() {
  const project = useProject();
  const { id } = route.useParams();
  const connection = useQuery(connectionQuery(project, id));
  return (
    <Page
      title={connection.data?.name ?? connectionsTexts.one}
      trail={
        <Link to="/p/$project/connections" params={{ project: project.id }}>
          {connectionsTexts.title}
        </Link>
      }
      actions={connection.data && project.canChange && <ConnectionActions connection={connection.data} />}
    >
      {connection.error ? (
        <ProblemNotice error={connection.error} onRetry={() => void connection.refetch()} />
      ) : connection.data ? (
        <Parts connection={connection.data} />
      ) : (
        <Loading rows={10} />
      )}
    </Page>
  );
}

function Parts({ connection }: { readonly connection: Connection }) {
  const { canChange } = useProject();
  const { made } = route.useSearch();
  return (
    <>
      {made && (
        <div role="status">
          <Notice tone="success" title={setUpTexts.saved}>
            {setUpTexts.savedText}
          </Notice>
        </div>
      )}
      {connection.warnings.map(({ code, message }) => (
        <Notice key={code} tone="warning">
          {message}
        </Notice>
      ))}
      <Panel>
        <div className={styles.body}>
          <ConnectionFacts connection={connection} />
        </div>
      </Panel>
      <div className={styles.columns}>
        {canChange && <TestPanel connection={connection} />}
        <UsesPanel connection={connection} />
      </div>
      <PolicyPanel connection={connection} />
    </>
  );
}
