import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { allPages } from "../api/all-pages.ts";
import { answerOf } from "../api/client.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Loading } from "../ui/loading.tsx";
import { ProblemNotice } from "../ui/notice.tsx";
import { Panel } from "../ui/page.tsx";
import { NewWebhookDialog } from "./new-webhook-dialog.tsx";
import styles from "./settings.module.css";
import { WebhookDetails } from "./webhook-details.tsx";
import { WebhooksTable } from "./webhooks-table.tsx";

const texts = settingsTexts.webhooks;
const route = getRouteApi("/p/$project/settings");

/** All webhooks or, where the address names one, that one with its deliveries. */
export function WebhooksSettings() {
  const { webhook } = route.useSearch();
  return webhook === undefined ? <AllWebhooks /> : <WebhookDetails id={webhook} />;
}

function AllWebhooks() {
  const { id, api, canChange } = useProject();
  const [isCreating, setCreating] = useState(false);
  const webhooks = useQuery({
    queryKey: [id, "webhooks"],
    queryFn: ({ signal }) =>
      allPages((cursor) => answerOf(api.GET("/v1/webhooks", { params: { query: { cursor, limit: 500 } }, signal }))),
  });
  const create = canChange && (
    <Button kind="primary" onPress={() => setCreating(true)}>
      {texts.create}
    </Button>
  );
  const isEmpty = webhooks.data?.length === 0;
  return (
    <>
      <Panel title={texts.title} actions={!isEmpty && create}>
        {!isEmpty && <p className={styles.lead}>{texts.lead}</p>}
        {webhooks.error && <ProblemNotice error={webhooks.error} onRetry={() => void webhooks.refetch()} />}
        {webhooks.isPending && <Loading rows={4} />}
        {isEmpty && (
          <Empty title={texts.empty} actions={create || undefined}>
            {texts.emptyText}
          </Empty>
        )}
        {webhooks.data && !isEmpty && <WebhooksTable webhooks={webhooks.data} />}
      </Panel>
      <NewWebhookDialog isOpen={isCreating} onClose={() => setCreating(false)} />
    </>
  );
}
