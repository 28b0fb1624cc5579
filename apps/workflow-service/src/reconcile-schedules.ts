import { followSchedule, forgetSchedule, listDueExports, listUnfollowedSchedules } from "@sluice/config-store";
import { putExportSchedule, triggerExport } from "@sluice/run-control";
import type { ReconcilerDependencies } from "./reconciler-dependencies.ts";

/** Temporal itself gives the impulse at a scheduled time; what has waited this long was missed, or is to be retried. */
const dueAfterMs = 2_000;

/**
 * Makes Temporal's schedules agree with the exports after a crash between the two, and gives an export the impulse that
 * nobody else gives: to retry a failed run, or because its schedule is gone.
 */
export async function reconcileSchedules({ store, client, log }: ReconcilerDependencies): Promise<void> {
  for (const requestId of await listUnfollowedSchedules(store)) {
    log.info({ requestId }, "putting right the schedule of an export");
    await followSchedule(store, requestId, Date.now(), (schedule) => putExportSchedule(client, schedule));
  }
  for (const requestId of await listDueExports(store, Date.now() - dueAfterMs)) {
    log.info({ requestId }, "an export has something to run");
    if (await triggerExport(client, requestId)) continue;
    log.warn({ requestId }, "an export's schedule is gone, so it is made again");
    await forgetSchedule(store, requestId);
  }
}
