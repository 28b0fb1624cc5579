import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { answerOf } from "../api/client.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Copyable } from "../ui/copyable.tsx";
import { Fact, Facts } from "../ui/facts.tsx";
import { dateTime, offset } from "../ui/figures.ts";
import { Instant } from "../ui/instant.tsx";
import { Loading } from "../ui/loading.tsx";
import { Notice, ProblemNotice } from "../ui/notice.tsx";
import { useNow } from "../ui/now.ts";
import { Panel } from "../ui/page.tsx";
import { Status } from "../ui/status.tsx";
import { Deliveries } from "./deliveries.tsx";
import styles from "./settings.module.css";
import { toldOf } from "./told-of.ts";
import { WebhookActions } from "./webhook-actions.tsx";

const texts = settingsTexts.webhooks;

/** One webhook: what it is, what can be done with it, and what was sent to it. */
export function WebhookDetails({ id }: { readonly id: string }) {
  const { id: project, api, timeZone } = useProject();
  const nowMs = useNow();
  const webhook = useQuery({
    queryKey: [project, "webhook", id],
    queryFn: ({ signal }) => answerOf(api.GET("/v1/webhooks/{id}", { params: { path: { id } }, signal })),
  });
  const { data } = webhook;
  return (
    <>
      <nav aria-label={texts.title}>
        <Link to="/p/$project/settings" params={{ project }} search={{ tab: "webhooks" }}>
          ← {texts.back}
        </Link>
      </nav>
      {webhook.error && <ProblemNotice error={webhook.error} onRetry={() => void webhook.refetch()} />}
      {webhook.isPending && <Loading rows={5} />}
      {data && (
        <>
          <Panel title={data.name} actions={<WebhookActions webhook={data} />}>
            <div className={styles.facts}>
              <Facts>
                <Fact name={texts.columns.url}>
                  <Copyable text={data.url} label="URL" />
                </Fact>
                <Fact name={texts.columns.events}>{toldOf(data.eventTypes)}</Fact>
                <Fact name={texts.columns.state}>
                  <Status
                    status={data.enabled ? "Done" : "Stopped"}
                    word={data.enabled ? texts.enabled : texts.disabled}
                  />
                </Fact>
                <Fact name={settingsTexts.deliveries.columns.created}>
                  <Instant at={data.createdAt} />
                </Fact>
              </Facts>
            </div>
            {data.previousSecretUntil !== null && Date.parse(data.previousSecretUntil) > nowMs && (
              <p className={styles.lead}>
                {texts.secret.both(
                  `${dateTime(data.previousSecretUntil, timeZone)} ${offset(data.previousSecretUntil, timeZone)}`,
                )}
              </p>
            )}
          </Panel>
          {!data.enabled && <Notice tone="warning">{texts.isDisabled}</Notice>}
          <Deliveries webhook={data} />
        </>
      )}
    </>
  );
}
