import { useQuery } from "@tanstack/react-query";
import { answerOf } from "../../api/client.ts";
import type { Connection, ConnectionPolicies } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { connectionTexts, setUpTexts } from "../../texts/connections.ts";
import { CopyableBlock } from "../../ui/copyable.tsx";
import { Loading } from "../../ui/loading.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/page.tsx";
import styles from "../connections.module.css";

const texts = connectionTexts.policy;

/** What has to be allowed for a connection as it is. */
export function PolicyPanel({ connection }: { readonly connection: Connection }) {
  const { id, api } = useProject();
  const policies = useQuery({
    queryKey: [id, "connection", connection.id, "policy"],
    queryFn: ({ signal }) =>
      answerOf(api.GET("/v1/connections/{id}/policy", { params: { path: { id: connection.id } }, signal })),
  });
  return (
    <Panel title={texts.title}>
      <div className={styles.body}>
        <p className={styles.muted}>{texts.text}</p>
        {policies.error ? (
          <ProblemNotice error={policies.error} onRetry={() => void policies.refetch()} />
        ) : policies.data ? (
          <div className={styles.columns}>
            {shownOf(policies.data).map(([name, policy]) => (
              <div key={name} className={styles.form}>
                <h3>{name}</h3>
                <CopyableBlock text={JSON.stringify(policy, null, 2)} label={name} />
              </div>
            ))}
          </div>
        ) : (
          <Loading rows={6} />
        )}
      </div>
    </Panel>
  );
}

function shownOf({ policy, prefixPolicy, kmsPolicy, trustPolicy }: ConnectionPolicies): readonly [string, object][] {
  const all: readonly [string, object | null][] = [
    [setUpTexts.policy, prefixPolicy ?? policy],
    [setUpTexts.trust, trustPolicy],
    [texts.kms, kmsPolicy],
  ];
  return all.flatMap(([name, one]) => (one === null ? [] : [[name, one]]));
}
