import { Link } from "@tanstack/react-router";
import { useId, useState } from "react";
import { Button } from "react-aria-components";
import type { DeliveryStatus, RunStatus, Webhook, WebhookDelivery } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { count } from "../ui/figures.ts";
import { RelativeInstant } from "../ui/instant.tsx";
import { Status } from "../ui/status.tsx";
import { DeliveryDetails } from "./delivery-details.tsx";
import styles from "./settings.module.css";

const texts = settingsTexts.deliveries;

interface DeliveryRowProps {
  readonly webhook: Webhook;
  readonly delivery: WebhookDelivery;
}

/** A message and, once opened, what it said and how each attempt went. */
export function DeliveryRow({ webhook, delivery }: DeliveryRowProps) {
  const { id: project } = useProject();
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const { eventType, status, run, attempts, createdAt } = delivery;
  return (
    <>
      <tr>
        <td>
          <Button
            className={styles.unfold}
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailsId : undefined}
            onPress={() => setOpen(!isOpen)}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="m6 4 4 4-4 4" />
            </svg>
            {eventType}
          </Button>
        </td>
        <td>
          <Status status={like[status]} word={texts.statuses[status]} />
        </td>
        <td className={styles.wide}>
          {run && (
            <Link
              to="/p/$project/exports/$requestId"
              params={{ project, requestId: String(run.requestId) }}
              search={{ run: run.runTimestamp }}
            >
              <code>{run.runTimestamp}</code>
            </Link>
          )}
        </td>
        <td className={`figure ${styles.wide}`}>{count(attempts.length)}</td>
        <td className={styles.wide}>{lastAnswer(delivery)}</td>
        <td>
          <RelativeInstant at={createdAt} />
        </td>
      </tr>
      {isOpen && (
        <tr id={detailsId}>
          <td colSpan={6} className={styles.details}>
            <DeliveryDetails webhook={webhook} delivery={delivery} />
          </td>
        </tr>
      )}
    </>
  );
}

/** As which status a delivery's is drawn. */
const like: Readonly<Record<DeliveryStatus, RunStatus>> = { Pending: "Pending", Delivered: "Done", Failed: "Failed" };

function lastAnswer({ attempts }: WebhookDelivery): string {
  const last = attempts.at(-1);
  if (!last) return texts.noAttempt;
  return last.responseStatus === null ? texts.noAnswer : String(last.responseStatus);
}
