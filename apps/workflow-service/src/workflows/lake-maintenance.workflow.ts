import { log, proxyActivities } from "@temporalio/workflow";
import type { LakeActivities } from "./lake-activities.ts";

const { listLakeProjects } = proxyActivities<LakeActivities>({
  startToCloseTimeout: "1m",
  retry: { initialInterval: "1s", backoffCoefficient: 2, maximumAttempts: 5 },
});

const { maintainProject } = proxyActivities<LakeActivities>({
  startToCloseTimeout: "12h",
  heartbeatTimeout: "2m",
  retry: { initialInterval: "10s", backoffCoefficient: 2, maximumAttempts: 3 },
});

/** Looks after one project of the lake after the other. What one of them fails with keeps no other one waiting. */
export async function lakeMaintenance(): Promise<void> {
  let failure: unknown;
  for (const project of await listLakeProjects()) {
    try {
      await maintainProject({ project });
    } catch (error) {
      log.warn("a project of the lake was not looked after", { project });
      failure = error;
    }
  }
  if (failure !== undefined) throw failure;
}
