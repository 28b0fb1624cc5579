import { CancellationScope, workflowInfo } from "@temporalio/workflow";
import type { JobResult, PlannedRun, RunExecution } from "./run-activities.ts";
import { steps } from "./run-steps.ts";

/** What is behind a run. `jobs` counts from the first job on, so it is also the index of the next one. */
export interface RunProgress {
  readonly jobs: number;
  readonly records: number;
  readonly bytes: number;
}

/** Keeps a history far below its limit of 51,200 events; each job makes three to five. */
const maxJobsPerHistory = 2_000;
const labelPage = 200;

/**
 * Has jobs encoded with a sliding window of them in flight, and gives up at the first that fails. Ends early, with
 * `jobs` less than planned, where a new history should take over.
 */
export async function encodeJobs(
  run: RunExecution,
  plan: PlannedRun,
  from: RunProgress,
  onProgress: (progress: RunProgress) => void,
): Promise<RunProgress> {
  let progress = from;
  let next = from.jobs;
  const labels = jobLabels(run, plan);
  const window = new Set<Promise<void>>();
  const scope = new CancellationScope();

  const encode = async (jobIndex: number, label: string): Promise<void> => {
    const summary = `${plan.format} · ${label} · ${jobIndex + 1} of ${plan.jobs}`;
    const order = { ...run, format: plan.format, jobIndex };
    const result: JobResult = await steps.encodeJob.executeWithOptions({ summary }, [order]);
    progress = {
      jobs: progress.jobs + 1,
      records: progress.records + result.records,
      bytes: progress.bytes + result.bytes,
    };
    onProgress(progress);
  };

  try {
    await scope.run(async () => {
      while (next < plan.jobs && !historyIsFull(next - from.jobs)) {
        if (window.size >= plan.jobsInFlight) await Promise.race(window);
        const jobIndex = next++;
        const job: Promise<void> = encode(jobIndex, await labels(jobIndex)).finally(() => window.delete(job));
        // The race and the final wait see a failure; without them at that moment it must not count as unhandled.
        job.catch(() => undefined);
        window.add(job);
      }
      await Promise.all(window);
    });
  } catch (error) {
    scope.cancel();
    throw error;
  }
  return progress;
}

function historyIsFull(jobs: number): boolean {
  return jobs > 0 && (jobs >= maxJobsPerHistory || workflowInfo().continueAsNewSuggested);
}

/** Reads labels a page at a time, so that neither memory nor a message ever holds all of them. */
function jobLabels(run: RunExecution, plan: PlannedRun): (jobIndex: number) => Promise<string> {
  let first = 0;
  let page: readonly string[] = [];
  return async (jobIndex) => {
    if (jobIndex < first || jobIndex >= first + page.length) {
      first = jobIndex;
      page = await steps.listJobLabels({
        runId: run.runId,
        from: first,
        limit: Math.min(labelPage, plan.jobs - first),
      });
    }
    return page[jobIndex - first] ?? "";
  };
}
