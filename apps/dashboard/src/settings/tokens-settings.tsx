import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { allPages } from "../api/all-pages.ts";
import { answerOf } from "../api/client.ts";
import type { Token } from "../api/schema.d.ts";
import { sessionQuery } from "../api/session.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Loading } from "../ui/loading.tsx";
import { ProblemNotice } from "../ui/notice.tsx";
import { useNow } from "../ui/now.ts";
import { Panel } from "../ui/page.tsx";
import { NewTokenDialog } from "./new-token-dialog.tsx";
import { RevokeToken } from "./revoke-token.tsx";
import styles from "./settings.module.css";
import { tokenState } from "./token-state.ts";
import { TokensTable } from "./tokens-table.tsx";

const texts = settingsTexts.tokens;

export function TokensSettings() {
  const { id, api, canChange } = useProject();
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<Token | null>(null);
  const nowMs = useNow();
  const session = useQuery(sessionQuery);
  const own = session.data?.projects.find((project) => project.id === id)?.tokenId;
  const tokens = useQuery({
    queryKey: [id, "tokens"],
    queryFn: ({ signal }) =>
      allPages((cursor) => answerOf(api.GET("/v1/tokens", { params: { query: { cursor, limit: 500 } }, signal }))),
  });
  const valid = tokens.data?.filter((token) => tokenState(token, nowMs) === "valid") ?? [];
  const ended = tokens.data?.filter((token) => tokenState(token, nowMs) !== "valid") ?? [];
  return (
    <>
      <Panel
        title={texts.title}
        actions={
          canChange && (
            <Button kind="primary" onPress={() => setCreating(true)}>
              {texts.create}
            </Button>
          )
        }
      >
        <p className={styles.lead}>{texts.lead}</p>
        {tokens.error && <ProblemNotice error={tokens.error} onRetry={() => void tokens.refetch()} />}
        {tokens.isPending && <Loading rows={4} />}
        {tokens.data && valid.length === 0 && <Empty title={texts.empty} />}
        {valid.length > 0 && (
          <TokensTable tokens={valid} own={own} onRevoke={canChange ? setRevoking : null} label={texts.title} />
        )}
        {ended.length > 0 && (
          <details className={styles.ended}>
            <summary>{texts.ended(ended.length)}</summary>
            <TokensTable tokens={ended} own={own} onRevoke={null} label={texts.ended(ended.length)} />
          </details>
        )}
      </Panel>
      <NewTokenDialog isOpen={isCreating} onClose={() => setCreating(false)} />
      <RevokeToken token={revoking} isOwn={revoking?.id === own} onClose={() => setRevoking(null)} />
    </>
  );
}
