import type { WebhookDelivery } from "../api/schema.d.ts";
import { settingsTexts } from "../texts/settings.ts";
import { count, duration } from "../ui/figures.ts";
import { Instant } from "../ui/instant.tsx";
import styles from "./settings.module.css";

const texts = settingsTexts.deliveries;

/** When, what was answered or what went wrong, and how long it took; oldest first. */
export function DeliveryAttempts({ attempts }: Pick<WebhookDelivery, "attempts">) {
  if (attempts.length === 0) return <p className={styles.muted}>{texts.noAttempt}</p>;
  return (
    <ol className={styles.attempts} aria-label={texts.columns.attempts}>
      {attempts.map(({ at, responseStatus, durationMs, error }) => (
        <li key={at} className={styles.attempt}>
          <Instant at={at} withSeconds />
          <strong>{responseStatus ?? texts.noAnswer}</strong>
          <span>{durationMs < 1_000 ? `${count(durationMs)} ms` : duration(durationMs)}</span>
          {error && (
            <span className={styles.problem}>
              {error.message} <code className={styles.muted}>{error.code}</code>
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
