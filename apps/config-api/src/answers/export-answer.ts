import type { Export, ExportTotals, Run } from "@sluice/config-store";
import { type EpochMs, type ExportAnswer, statedOptions } from "@sluice/types";
import { runAnswer } from "./run-answer.ts";

/** An export as the activity log shows it. */
export function exportAnswer(found: Export, lastRun: Run | undefined, totals: ExportTotals = noTotals): ExportAnswer {
  const { requestId, name, type, frequency, format, eventNames, status, recurrence } = found;
  const stopped = recurrence?.stopped ?? null;
  return {
    requestId,
    name,
    connection: { id: found.connectionId, name: found.connectionName },
    type,
    frequency,
    format,
    options: statedOptions(type, format, found.options),
    eventNames: eventNames && [...eventNames],
    status,
    createdAt: found.createdAt.toISOString(),
    archivedAt: found.archivedAt?.toISOString() ?? null,
    totals,
    lastRun: lastRun ? runAnswer(lastRun) : null,
    nextRunAt: instantOrNull(recurrence?.nextRunMs ?? null),
    everyHours: recurrence?.everyHours ?? null,
    startFrom: type === "allProfiles" ? null : instantOrNull(recurrence?.firstFromMs ?? null),
    stopped: stopped && { at: stopped.at.toISOString(), reason: stopped.reason },
  };
}

const noTotals: ExportTotals = { runs: 0, records: 0, objects: 0, bytes: 0 };

function instantOrNull(ms: EpochMs | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
