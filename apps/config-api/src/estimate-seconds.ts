import type { PastRun } from "@sluice/config-store";
import type { Format } from "@sluice/types";

/**
 * How long so many records may take, in whole seconds: as long as at the pace of the largest of the project's past runs,
 * which had most to do beside its overhead, and no shorter than the shortest of them. Runs of the same format count, or
 * all where there is none of it. Null where there is nothing to judge by.
 */
export function estimateSeconds(records: number, format: Format, past: readonly PastRun[]): number | null {
  const sameFormat = past.filter((run) => run.format === format);
  const alike = sameFormat.length > 0 ? sameFormat : past;
  const [first] = alike;
  if (!first) return null;
  const largest = alike.reduce((best, run) => (run.records > best.records ? run : best), first);
  const shortestMs = alike.reduce((least, { durationMs }) => Math.min(least, durationMs), first.durationMs);
  const ms = Math.max(shortestMs, (records / largest.records) * largest.durationMs);
  return Math.max(1, Math.round(ms / 1_000));
}
