import { type JobQueue, queueState } from "@sluice/job-queue";
import { Gauge, inTime, type Registry } from "@sluice/service";
import { formats } from "@sluice/types";

/** Longer than a NATS server takes that answers at all, and shorter than a scrape may take. */
const timeoutMs = 2_000;

/** Gauges of the job queue, asked for whenever somebody scrapes; without an answer from NATS they are not there. */
export function queueMetrics(registry: Registry, queue: JobQueue): () => Promise<void> {
  const gauge = (name: string, help: string) =>
    new Gauge({ name, help, registers: [registry], labelNames: ["format"] as const });
  const waiting = gauge("sluice_queue_jobs_waiting", "Queued jobs that no encoder has taken yet.");
  const inProgress = gauge("sluice_queue_jobs_in_progress", "Jobs that an encoder has taken and not finished.");
  const age = gauge("sluice_queue_oldest_job_age_seconds", "How long the oldest waiting job waits; 0 when none does.");
  return async () => {
    await Promise.all(
      formats.map(async (format) => {
        const state = await inTime(queueState(queue, format), timeoutMs).catch(() => null);
        if (state === null) return void [waiting, inProgress, age].map((each) => each.remove({ format }));
        waiting.set({ format }, state.waiting);
        inProgress.set({ format }, state.inProgress);
        age.set(
          { format },
          state.oldestWaitingAt ? Math.max(0, Date.now() - state.oldestWaitingAt.getTime()) / 1_000 : 0,
        );
      }),
    );
  };
}
