import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { answerOf } from "../api/client.ts";
import type { DeliveryStatus, Webhook, WebhookDelivery } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { Loading } from "../ui/loading.tsx";
import { ProblemNotice } from "../ui/notice.tsx";
import { Panel } from "../ui/page.tsx";
import { Select } from "../ui/select.tsx";
import tableStyles from "../ui/table.module.css";
import { DeliveryRow } from "./delivery-row.tsx";
import styles from "./settings.module.css";

const texts = settingsTexts.deliveries;
const filters = ["all", "Pending", "Delivered", "Failed"] as const;
const whilePendingMs = 3_000;
const none: string | undefined = undefined;

/** What was sent to a webhook, newest first; follows what is under way. */
export function Deliveries({ webhook }: { readonly webhook: Webhook }) {
  const { id: project, api } = useProject();
  const { id } = webhook;
  const [filter, setFilter] = useState<DeliveryStatus | "all">("all");
  const status = filter === "all" ? undefined : filter;
  const deliveries = useInfiniteQuery({
    queryKey: [project, "deliveries", id, filter],
    queryFn: ({ pageParam: cursor, signal }) =>
      answerOf(
        api.GET("/v1/webhooks/{id}/deliveries", {
          params: { path: { id }, query: { status, cursor, limit: 50 } },
          signal,
        }),
      ),
    initialPageParam: none,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isPending)) ? whilePendingMs : false,
  });
  const items = deliveries.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Panel
      title={texts.title}
      actions={
        <div className={styles.filter}>
          <Select
            label={texts.filter}
            choices={filters.map((value) => ({ value, title: texts.statuses[value] }))}
            value={filter}
            onChange={setFilter}
          />
        </div>
      }
    >
      {deliveries.error && <ProblemNotice error={deliveries.error} onRetry={() => void deliveries.refetch()} />}
      {deliveries.isPending && <Loading rows={4} />}
      {deliveries.data && items.length === 0 && (
        <Empty title={filter === "all" ? texts.none : texts.noneSuch}>
          {filter === "all" ? texts.noneText : undefined}
        </Empty>
      )}
      {items.length > 0 && <DeliveriesTable webhook={webhook} deliveries={items} />}
      {deliveries.hasNextPage && (
        <p className={styles.lead}>
          <Button isPending={deliveries.isFetchingNextPage} onPress={() => void deliveries.fetchNextPage()}>
            {texts.more}
          </Button>
        </p>
      )}
    </Panel>
  );
}

function isPending({ status }: WebhookDelivery): boolean {
  return status === "Pending";
}

interface DeliveriesTableProps {
  readonly webhook: Webhook;
  readonly deliveries: readonly WebhookDelivery[];
}

function DeliveriesTable({ webhook, deliveries }: DeliveriesTableProps) {
  const { columns } = texts;
  return (
    <div className={tableStyles.scroll}>
      <table className={tableStyles.table} aria-label={texts.title}>
        <thead>
          <tr>
            <th scope="col">{columns.message}</th>
            <th scope="col">{columns.status}</th>
            <th scope="col" className={styles.wide}>
              {columns.run}
            </th>
            <th scope="col" className={`figure ${styles.wide}`}>
              {columns.attempts}
            </th>
            <th scope="col" className={styles.wide}>
              {columns.answer}
            </th>
            <th scope="col">{columns.created}</th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} webhook={webhook} delivery={delivery} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
