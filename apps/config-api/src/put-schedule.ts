import { followSchedule } from "@sluice/config-store";
import { putExportSchedule } from "@sluice/run-control";
import type { Logger } from "@sluice/service";
import type { AppDependencies } from "./dependencies.ts";

/**
 * Has Temporal schedule a recurring export as it is now. False when Temporal does not answer in time: workflow-service
 * sees to it a little later.
 */
export async function putSchedule(
  { store, temporal, temporalTimeoutMs, now }: AppDependencies,
  requestId: number,
  log: Logger,
): Promise<boolean> {
  try {
    await followSchedule(store, requestId, now(), (schedule) =>
      temporal.withDeadline(Date.now() + temporalTimeoutMs, () => putExportSchedule(temporal, schedule)),
    );
    return true;
  } catch (error) {
    log.warn({ err: error, requestId }, "the export's schedule will be put later");
    return false;
  }
}
