import { getRun, stopExport } from "@sluice/config-store";
import type { Logger } from "@sluice/service";
import type { AppDependencies } from "./dependencies.ts";
import { putSchedule } from "./put-schedule.ts";
import { stopRunAnyway } from "./stop-run.ts";

/** Opens no further window from this moment on, and ends the run in progress. */
export async function stopRecurringExport(
  deps: AppDependencies,
  projectId: string,
  requestId: number,
  log: Logger,
): Promise<void> {
  const alive = await stopExport(deps.store, projectId, requestId, deps.now());
  await putSchedule(deps, requestId, log);
  if (alive === null) return;
  await stopRunAnyway(deps, await getRun(deps.store, alive)).catch((error: unknown) => {
    // It is written down that the run is to be stopped, and workflow-service tells Temporal as soon as it can.
    log.warn({ err: error, runId: alive }, "the run will be stopped later");
  });
}
