import { Counter, Gauge, Histogram, metricsRegistry } from "@sluice/service";
import type { Format } from "@sluice/types";

export interface EncodedJob {
  readonly records: number;
  readonly objects: number;
  /** As stored. */
  readonly bytes: number;
  readonly milliseconds: number;
}

/** What this process has done since it started. */
export interface EncoderMetrics {
  /** A job is at work until what it gives is disposed. */
  readonly atWork: () => Disposable;
  /** What a job put into the bucket. */
  readonly encoded: (job: EncodedJob) => void;
  /** How a job ended. */
  readonly ended: (result: "done" | "failed" | "handed_back") => void;
  readonly failed: (code: string) => void;
  /** In the Prometheus text format. */
  readonly text: () => Promise<string>;
}

const labelNames = ["format"] as const;
/** From what is gone in a blink to what takes an encoder an hour. */
const jobSeconds = [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1_000, 3_600];

export function encoderMetrics(format: Format): EncoderMetrics {
  const registry = metricsRegistry();
  const registers = [registry];
  const counter = (name: string, help: string) => {
    const made = new Counter({ name, help, labelNames, registers });
    made.inc({ format }, 0);
    return made;
  };
  const records = counter("sluice_encoded_records_total", "Records encoded and stored.");
  const objects = counter("sluice_stored_objects_total", "Objects stored.");
  const bytes = counter("sluice_stored_bytes_total", "Bytes of objects, as stored.");
  const jobs = new Counter({
    name: "sluice_jobs_total",
    help: "Jobs by how they ended here.",
    labelNames: ["format", "result"],
    registers,
  });
  for (const result of ["done", "failed", "handed_back"]) jobs.inc({ format, result }, 0);
  const failures = new Counter({
    name: "sluice_job_failures_total",
    help: "Jobs that failed, by the failure's code.",
    labelNames: ["format", "code"],
    registers,
  });
  const duration = new Histogram({
    name: "sluice_job_duration_seconds",
    help: "Time from reading a job to its last object.",
    labelNames,
    registers,
    buckets: jobSeconds,
  });
  const working = new Gauge({ name: "sluice_jobs_at_work", help: "Jobs at work.", labelNames, registers });
  working.set({ format }, 0);
  return {
    atWork() {
      working.inc({ format });
      return { [Symbol.dispose]: () => working.dec({ format }) };
    },
    encoded(job) {
      records.inc({ format }, job.records);
      objects.inc({ format }, job.objects);
      bytes.inc({ format }, job.bytes);
      duration.observe({ format }, job.milliseconds / 1_000);
    },
    ended: (result) => jobs.inc({ format, result }),
    failed: (code) => failures.inc({ format, code }),
    text: () => registry.metrics(),
  };
}
