import { listProjectsToForgetIn } from "@sluice/config-store";
import { forgetWorkflowId, startForgetting } from "@sluice/run-control";
import type { ReconcilerDependencies } from "./reconciler-dependencies.ts";

/** Has requests to forget users worked off that wait with no workflow at work. `open` are those that are known to run. */
export async function reconcileForgetting(
  { store, client }: ReconcilerDependencies,
  open: ReadonlySet<string>,
): Promise<void> {
  for (const project of await listProjectsToForgetIn(store)) {
    if (!open.has(forgetWorkflowId(project))) await startForgetting(client, project);
  }
}
