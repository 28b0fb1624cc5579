import { type ConfigDb, recurringHealth } from "@sluice/config-store";
import { Gauge, inTime, type Registry } from "@sluice/service";

/** Longer than a database takes that answers at all, and shorter than a scrape may take. */
const timeoutMs = 2_000;

/** Gauges of recurring exports, asked for whenever somebody scrapes; without an answer from PostgreSQL they are not there. */
export function recurringMetrics(registry: Registry, store: ConfigDb): () => Promise<void> {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const scheduled = gauge("sluice_recurring_exports", "Recurring exports that are not stopped.");
  const failing = gauge("sluice_recurring_exports_failing", "Those of them whose last run failed.");
  const overdue = gauge(
    "sluice_recurring_export_overdue_seconds",
    "How long the one that waits longest should have run; 0 when none is behind.",
  );
  const failingFor = gauge(
    "sluice_recurring_export_failing_seconds",
    "How long the one that fails longest has been failing; 0 when none is. It stops itself after 259,200.",
  );
  return async () => {
    const nowMs = Date.now();
    const health = await inTime(recurringHealth(store, nowMs), timeoutMs).catch(() => null);
    if (health === null) return void [scheduled, failing, overdue, failingFor].map((each) => each.remove());
    const secondsSince = (sinceMs: number | null) => (sinceMs === null ? 0 : Math.max(0, nowMs - sinceMs) / 1_000);
    scheduled.set(health.scheduled);
    failing.set(health.failing);
    overdue.set(secondsSince(health.overdueSinceMs));
    failingFor.set(secondsSince(health.failingSinceMs));
  };
}
