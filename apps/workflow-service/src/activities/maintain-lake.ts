import { type ConfigDb, neededPlans } from "@sluice/config-store";
import { type LogPlace, planPositionOf, projectsIn, removeReplaced } from "@sluice/event-source-lake";
import type { Logger } from "@sluice/service";
import { cancellationSignal, heartbeat } from "@temporalio/activity";
import { z } from "zod";
import { inOwnProcess } from "../lake-care/in-own-process.ts";
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
const compactProject = new URL("../lake-care/compact-project.ts", import.meta.url);

export async function maintainProject(
  { store, lake, log }: MaintainLakeDependencies,
  { project }: { readonly project: string },
): Promise<MaintainedProject> {
  const beating = setInterval(heartbeat, heartbeatMs);
  try {
    const place = { directory: lake, project };
    const merged = await inOwnProcess(compactProject, place, z.int(), cancellationSignal());
    const removed = await removeUnneeded(store, place);
    if (merged + removed > 0) log.info({ project, merged, removed }, "looked after the lake");
    return { merged, removed };
  } finally {
    clearInterval(beating);
  }
}

/** Removes what no plan of a project needs any more, and gives how many loads that were. */
export async function removeUnneeded(store: ConfigDb, place: LogPlace): Promise<number> {
  const { all, unfinished, isPlanning } = await neededPlans(store, place.project);
  const plansAtWork = isPlanning ? null : unfinished.map(planPositionOf);
  return removeReplaced({ ...place, plans: all.map(planPositionOf), plansAtWork });
}
