import { type ConfigDb, listNeededPlans } from "@sluice/config-store";
import { compactLoads, maintenanceLimits, planPositionOf, projectsIn, removeReplaced } from "@sluice/event-source-lake";
import type { Logger } from "@sluice/service";
import { cancellationSignal, heartbeat } from "@temporalio/activity";
import type { MaintainedProject } from "../workflows/lake-activities.ts";

export interface MaintainLakeDependencies {
  readonly store: ConfigDb;
  /** The lake's folder. */
  readonly lake: string;
  readonly log: Logger;
}

export function listLakeProjects({ lake }: MaintainLakeDependencies): Promise<string[]> {
  return projectsIn(lake);
}

const heartbeatMs = 10_000;

export async function maintainProject(
  { store, lake, log }: MaintainLakeDependencies,
  { project }: { readonly project: string },
): Promise<MaintainedProject> {
  const beating = setInterval(heartbeat, heartbeatMs);
  try {
    const place = { directory: lake, project };
    const merged = await compactLoads({ ...place, limits: maintenanceLimits, signal: cancellationSignal() });
    const plans = (await listNeededPlans(store, project)).map(planPositionOf);
    const removed = await removeReplaced({ ...place, plans });
    if (merged + removed > 0) log.info({ project, merged, removed }, "looked after the lake");
    return { merged, removed };
  } finally {
    clearInterval(beating);
  }
}
