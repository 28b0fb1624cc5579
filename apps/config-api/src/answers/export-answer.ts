import type { Export, Run } from "@sluice/config-store";
import { type ExportAnswer, formatOptionsSchemas } from "@sluice/types";
import { runAnswer } from "./run-answer.ts";

/** An export as the activity log shows it. */
export function exportAnswer(found: Export, lastRun: Run | undefined): ExportAnswer {
  const { requestId, name, type, frequency, format, eventNames, status } = found;
  return {
    requestId,
    name,
    connection: { id: found.connectionId, name: found.connectionName },
    type,
    frequency,
    format,
    options: formatOptionsSchemas[format].strip().parse(found.options),
    eventNames: eventNames && [...eventNames],
    status,
    createdAt: found.createdAt.toISOString(),
    lastRun: lastRun ? runAnswer(lastRun) : null,
    nextRunAt: null,
  };
}
