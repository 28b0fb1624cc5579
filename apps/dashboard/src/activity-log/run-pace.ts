import type { LiveProgress } from "../api/live.ts";
import type { Run } from "../api/schema.d.ts";

export interface RunPace {
  /** From 0 to 1; null before it is known how many records there are. */
  readonly share: number | null;
  readonly recordsPerSecond: number | null;
  readonly secondsLeft: number | null;
}

/** How far a run is and how fast it goes: as the stream tells, else on average since it started. */
export function runPace(run: Run, live: LiveProgress | undefined, nowMs: number): RunPace {
  const { expectedRecords, startedAt } = run;
  const records = Math.max(live?.records ?? 0, run.totals.records);
  const share = expectedRecords === null ? null : expectedRecords === 0 ? 1 : Math.min(1, records / expectedRecords);
  const seconds = startedAt === null ? 0 : (nowMs - Date.parse(startedAt)) / 1_000;
  const average = seconds >= 1 && records > 0 ? records / seconds : null;
  const recordsPerSecond = live?.recordsPerSecond ?? average;
  const isKnown = expectedRecords !== null && recordsPerSecond !== null && recordsPerSecond > 0;
  const left = isKnown ? Math.max(0, expectedRecords - records) / recordsPerSecond : null;
  return { share, recordsPerSecond, secondsLeft: live?.secondsLeft ?? left };
}
