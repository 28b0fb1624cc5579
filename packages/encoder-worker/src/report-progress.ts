import { type ConfigDb, getRun, recordJobProgress } from "@sluice/config-store";
import type { Logger } from "@sluice/service";
import type { RunId } from "@sluice/types";

export interface ReportProgress {
  readonly store: ConfigDb;
  readonly runId: RunId;
  readonly jobIndex: number;
  /** Encoded so far. */
  readonly records: () => number;
  /** Called when the run turns out to have ended. */
  readonly callOff: () => void;
  readonly log: Logger;
}

const reportMs = 1_000;
/** One in this many reports looks whether the run still goes on: a message that says otherwise may get lost. */
const looksEvery = 5;

/** Writes a job's progress down every second, until it is disposed. What fails is tried again with the next. */
export function reportProgress(job: ReportProgress): Disposable {
  let [reports, isReporting] = [0, false];
  const timer = setInterval(async () => {
    if (isReporting) return;
    isReporting = true;
    try {
      await report(job, ++reports % looksEvery === 0);
    } catch (error) {
      job.log.debug({ err: error }, "progress not recorded");
    } finally {
      isReporting = false;
    }
  }, reportMs);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

async function report({ store, runId, jobIndex, records, callOff }: ReportProgress, looks: boolean): Promise<void> {
  await recordJobProgress(store, runId, jobIndex, records());
  if (looks && (await getRun(store, runId)).status !== "Running") callOff();
}
