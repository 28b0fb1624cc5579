import { z } from "zod";
import type { EpochSeconds } from "./time.ts";

/** Names one run everywhere outside PostgreSQL: `<requestId>-<runTimestamp>`. */
export const runIdSchema = z.string().regex(/^\d+-\d+$/);
export type RunId = z.infer<typeof runIdSchema>;

export function runIdOf(run: { readonly requestId: EpochSeconds; readonly runTimestamp: EpochSeconds }): RunId {
  return `${run.requestId}-${run.runTimestamp}`;
}

export function parseRunId(runId: RunId): { requestId: EpochSeconds; runTimestamp: EpochSeconds } {
  const [requestId, runTimestamp] = runId.split("-").map(Number);
  return { requestId: requestId ?? 0, runTimestamp: runTimestamp ?? 0 };
}
