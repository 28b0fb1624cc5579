import type { Failure, Format, RunId } from "@sluice/types";

/** The I/O of a run, as its workflow sees it. Each call may happen more than once. */
export interface RunActivities {
  /** Fixes the plan of a run, or finds the one that is there. */
  planRun(run: RunExecution): Promise<PlannedRun>;
  /** The labels of jobs `from` to `from + limit - 1`, for people. */
  listJobLabels(page: JobPage): Promise<readonly string[]>;
  /** Has one job encoded and waits until it is. */
  encodeJob(job: JobOrder): Promise<JobResult>;
  /** Proves that everything was delivered and writes the manifest. */
  finishRun(run: RunExecution): Promise<void>;
  failRun(ending: FailedRun): Promise<void>;
  stopRun(run: EndedRun): Promise<void>;
}

export interface RunExecution {
  readonly runId: RunId;
  /** Counts from 1; a retry by hand is the next one. */
  readonly execution: number;
}

export interface PlannedRun {
  readonly format: Format;
  readonly jobs: number;
  readonly records: number;
  /** How many jobs of this run may be in flight at once. */
  readonly jobsInFlight: number;
}

export interface JobPage {
  readonly runId: RunId;
  readonly from: number;
  readonly limit: number;
}

export interface JobOrder extends RunExecution {
  readonly format: Format;
  readonly jobIndex: number;
}

export interface JobResult {
  readonly records: number;
  /** As stored. */
  readonly bytes: number;
}

export interface EndedRun {
  readonly runId: RunId;
  /** Ends that execution only; missing in what older versions have asked for. */
  readonly execution?: number;
}

export interface FailedRun extends EndedRun {
  readonly failure: Failure;
}
