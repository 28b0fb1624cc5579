import type { Export, Run } from "../api/schema.d.ts";

export interface AvailableActions {
  /** The chosen run can go on. */
  readonly retry: boolean;
  readonly stop: boolean;
  readonly resume: boolean;
  readonly edit: boolean;
  readonly archive: boolean;
  readonly unarchive: boolean;
}

type State = Pick<Export, "status" | "frequency" | "stopped" | "archivedAt" | "lastRun">;

/** What can be done with an export as it is, for whoever may change things: the API refuses the rest. */
export function availableActions(
  state: State,
  chosen: Pick<Run, "status" | "isExpired"> | undefined,
): AvailableActions {
  const { status, frequency, stopped, archivedAt } = state;
  const isRecurring = frequency === "recurring";
  const isAlive = status === "Pending" || status === "Running";
  const goesOn = isRecurring && stopped === null;
  return {
    retry: chosen !== undefined && !chosen.isExpired && (chosen.status === "Failed" || chosen.status === "Stopped"),
    stop: goesOn || isAlive,
    resume: isRecurring && stopped !== null && !isAlive,
    edit: isRecurring,
    archive: archivedAt === null && !goesOn && !isAlive,
    unarchive: archivedAt !== null,
  };
}
