import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { titleOf } from "../../activity-log/what-it-exports.ts";
import type { Connection } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { connectionTexts } from "../../texts/connections.ts";
import { Loading } from "../../ui/loading.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/page.tsx";
import { Status } from "../../ui/status.tsx";
import { usesQuery } from "../connection-queries.ts";
import styles from "../connections.module.css";

const texts = connectionTexts.exports;

/** The newest exports that go to a connection, and the way to all of them. */
export function UsesPanel({ connection }: { readonly connection: Connection }) {
  const project = useProject();
  const uses = useQuery(usesQuery(project, connection.id));
  return (
    <Panel title={texts.title}>
      <div className={styles.body}>
        {uses.error ? (
          <ProblemNotice error={uses.error} onRetry={() => void uses.refetch()} />
        ) : uses.data === undefined ? (
          <Loading rows={3} />
        ) : uses.data.totals.exports === 0 ? (
          <p className={styles.muted}>{texts.none}</p>
        ) : (
          <>
            <ul className={styles.list}>
              {uses.data.items.map((one) => (
                <li key={one.requestId} className={styles.item}>
                  <Link
                    className={styles.open}
                    to="/p/$project/exports/$requestId"
                    params={{ project: project.id, requestId: String(one.requestId) }}
                  >
                    {titleOf(one)}
                  </Link>
                  <Status status={one.status} />
                  <code className={styles.muted}>{one.requestId}</code>
                </li>
              ))}
            </ul>
            <p>
              <Link
                className={styles.open}
                to="/p/$project/exports"
                params={{ project: project.id }}
                search={{ connectionId: connection.id }}
              >
                {texts.all(uses.data.totals.exports)}
              </Link>
            </p>
          </>
        )}
      </div>
    </Panel>
  );
}
