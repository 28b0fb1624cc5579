import type { EpochMs, Format, RunId } from "@sluice/types";

/** What a recurring export asks for, as its workflow sees it. Each call may happen more than once. */
export interface RecurringActivities {
  /** The run that an export has to work on at this moment, opened if need be; null when there is none. */
  nextRun(impulse: ExportImpulse): Promise<DueRun | null>;
}

export interface ExportImpulse {
  readonly requestId: number;
  /** The scheduled time that the impulse is for, by Temporal's clock; null when that is not known. */
  readonly scheduledMs: EpochMs | null;
}

export interface DueRun {
  readonly runId: RunId;
  readonly format: Format;
  readonly execution: number;
}
