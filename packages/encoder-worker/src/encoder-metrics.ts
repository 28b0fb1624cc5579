import type { Format } from "@sluice/types";

/** What this process has done since it started. */
export interface EncoderMetrics {
  records: number;
  /** As stored. */
  bytes: number;
  readonly jobs: { done: number; failed: number };
}

export function encoderMetrics(): EncoderMetrics {
  return { records: 0, bytes: 0, jobs: { done: 0, failed: 0 } };
}

/** In the Prometheus text format. */
export function metricsText(format: Format, { records, bytes, jobs }: EncoderMetrics): string {
  return [
    "# TYPE sluice_encoded_records_total counter",
    `sluice_encoded_records_total{format="${format}"} ${records}`,
    "# TYPE sluice_stored_bytes_total counter",
    `sluice_stored_bytes_total{format="${format}"} ${bytes}`,
    "# TYPE sluice_jobs_total counter",
    `sluice_jobs_total{format="${format}",result="done"} ${jobs.done}`,
    `sluice_jobs_total{format="${format}",result="failed"} ${jobs.failed}`,
    "",
  ].join("\n");
}
