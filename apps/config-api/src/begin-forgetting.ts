import { startForgetting } from "@sluice/run-control";
import type { Logger } from "@sluice/service";
import type { TemporalDependencies } from "./start-run.ts";

/** Has a project's users forgotten; when Temporal does not answer in time, workflow-service sees to it a little later. */
export async function beginForgetting(
  { temporal, temporalTimeoutMs }: TemporalDependencies,
  project: string,
  log: Logger,
): Promise<void> {
  try {
    await temporal.withDeadline(Date.now() + temporalTimeoutMs, () => startForgetting(temporal, project));
  } catch (error) {
    log.warn({ err: error }, "the user will be forgotten later");
  }
}
