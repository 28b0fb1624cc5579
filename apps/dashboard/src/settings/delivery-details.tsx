import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answerOf } from "../api/client.ts";
import type { Webhook, WebhookDelivery } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Button } from "../ui/button.tsx";
import { Copyable, CopyableBlock } from "../ui/copyable.tsx";
import { Loading } from "../ui/loading.tsx";
import { Notice, ProblemNotice } from "../ui/notice.tsx";
import { DeliveryAttempts } from "./delivery-attempts.tsx";
import { indented } from "./indented.ts";
import styles from "./settings.module.css";

const texts = settingsTexts.deliveries;

interface DeliveryDetailsProps {
  readonly webhook: Webhook;
  readonly delivery: WebhookDelivery;
}

export function DeliveryDetails({ webhook, delivery }: DeliveryDetailsProps) {
  const { id: project, api, canChange } = useProject();
  const queries = useQueryClient();
  const params = { path: { id: webhook.id, deliveryId: delivery.id } };
  // What was posted never changes.
  const sent = useQuery({
    queryKey: [project, "delivery", delivery.id],
    queryFn: ({ signal }) => answerOf(api.GET("/v1/webhooks/{id}/deliveries/{deliveryId}", { params, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const redeliver = useMutation({
    mutationFn: () => answerOf(api.POST("/v1/webhooks/{id}/deliveries/{deliveryId}/redeliver", { params })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [project, "deliveries", webhook.id] }),
  });
  return (
    <div className={styles.delivery}>
      <div className={styles.deliveryHead}>
        <span>
          {texts.id} <Copyable text={delivery.id} label={`message id ${delivery.id}`} />
        </span>
        {canChange && (
          <Button
            size="s"
            isPending={redeliver.isPending}
            isDisabled={!webhook.enabled}
            onPress={() => redeliver.mutate()}
          >
            {texts.redeliver}
          </Button>
        )}
        <span role="status" className="spoken">
          {redeliver.isSuccess ? texts.redelivered : ""}
        </span>
      </div>
      {redeliver.error && <ProblemNotice error={redeliver.error} />}
      {delivery.error && (
        <Notice tone="problem">
          {delivery.error.message} <code>{delivery.error.code}</code>
        </Notice>
      )}
      <DeliveryAttempts attempts={delivery.attempts} />
      <h3>{texts.body}</h3>
      {sent.error && <ProblemNotice error={sent.error} onRetry={() => void sent.refetch()} />}
      {sent.isPending && <Loading rows={4} />}
      {sent.data && <CopyableBlock text={indented(sent.data.body)} label={texts.body} />}
    </div>
  );
}
