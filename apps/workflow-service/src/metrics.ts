import type { Run } from "@sluice/config-store";
import { Counter, Histogram, type Registry } from "@sluice/service";
import { formats, type RunStatus } from "@sluice/types";

/** Counts what becomes of runs, each end of each execution once. */
export interface RunMetrics {
  readonly ended: (run: Run) => void;
  /** One attempt at a step of a run, or at a webhook message; it may well be tried again. */
  readonly attemptFailed: (step: string, code: string) => void;
}

/** From seconds to a day. */
const runSeconds = [1, 5, 15, 60, 300, 900, 3_600, 10_800, 43_200, 86_400];

const endings = ["Done", "Failed", "Stopped"] satisfies RunStatus[];

export function runMetrics(registry: Registry): RunMetrics {
  const registers = [registry];
  const byFormat = (name: string, help: string) =>
    new Counter({ name, help, registers, labelNames: ["format"] as const });
  const records = byFormat("sluice_delivered_records_total", "Records of runs that are done.");
  const objects = byFormat("sluice_delivered_objects_total", "Objects of runs that are done, without manifests.");
  const bytes = byFormat("sluice_delivered_bytes_total", "Bytes of these objects, as stored.");
  const runs = new Counter({
    name: "sluice_runs_total",
    help: "Runs by how they ended.",
    registers,
    labelNames: ["format", "status"],
  });
  const seconds = new Histogram({
    name: "sluice_run_duration_seconds",
    help: "Time from a run's start to its end.",
    registers,
    labelNames: ["format", "status"],
    buckets: runSeconds,
  });
  const failures = new Counter({
    name: "sluice_run_failures_total",
    help: "Runs that failed, by the error's code.",
    registers,
    labelNames: ["format", "code"],
  });
  const attempts = new Counter({
    name: "sluice_failed_attempts_total",
    help: "Attempts at a step of a run, or at a webhook message, that failed.",
    registers,
    labelNames: ["step", "code"],
  });
  // A counter that is there before its first event has a rate from that event on.
  for (const format of formats) {
    for (const counter of [records, objects, bytes]) counter.inc({ format }, 0);
    for (const status of endings) runs.inc({ format, status }, 0);
  }
  return {
    ended(run) {
      const { format, status, startedAt, endedAt, error } = run;
      runs.inc({ format, status });
      if (startedAt && endedAt) seconds.observe({ format, status }, (endedAt.getTime() - startedAt.getTime()) / 1_000);
      if (status === ("Failed" satisfies RunStatus) && error) failures.inc({ format, code: error.code });
      if (status !== ("Done" satisfies RunStatus)) return;
      records.inc({ format }, run.records);
      objects.inc({ format }, run.objects);
      bytes.inc({ format }, run.bytes);
    },
    attemptFailed: (step, code) => attempts.inc({ step, code }),
  };
}
