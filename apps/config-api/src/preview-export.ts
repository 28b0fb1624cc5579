import { requestPreview } from "@sluice/job-queue";
import { type EpochMs, type PlannedSegment, type PreviewAnswer, SchemaUnion } from "@sluice/types";
import { windowAnswer } from "./answers/run-answer.ts";
import type { CheckedExport, NewExport } from "./checks/check-new-export.ts";
import type { AppDependencies } from "./dependencies.ts";
import { firstRunKeys } from "./first-run-keys.ts";
import { planExport } from "./plan-export.ts";

/** The first records of the export's first object, as an encoder of its format writes them. */
export async function previewExport(
  deps: Pick<AppDependencies, "source" | "store" | "queue">,
  request: NewExport,
  checked: CheckedExport,
  nowMs: EpochMs,
  signal: AbortSignal,
): Promise<PreviewAnswer> {
  const { segments, scheduledMs, measured } = planExport(deps, request, checked, nowMs, signal);
  const planned = await firstEvent(segments);
  if (planned === null) return { kind: "empty", measured: windowAnswer(measured) };
  const { first, names, totalRecords, schema } = planned;
  const { eventName, databaseId, token } = first;
  const { format, options } = request;
  const { id: projectId, timeZone } = checked.project;
  const { shown, records, isCut } = await requestPreview(deps.queue, {
    projectId,
    format,
    token,
    eventName,
    schema,
    timeZone,
    options,
  });
  const keys = firstRunKeys(request, checked, names, { nowMs, scheduledMs });
  return {
    ...shown,
    measured: windowAnswer(measured),
    eventName,
    key: keys.objectKey({ eventName, databaseId, fileIndex: 0 }),
    records,
    truncated: isCut || records < totalRecords,
  };
}

/** The first segment that has records, and what all those of its event have together; null where none has any. */
async function firstEvent(segments: AsyncIterable<PlannedSegment>) {
  const names = new Set<string>();
  const union = new SchemaUnion();
  let first: PlannedSegment | null = null;
  let totalRecords = 0;
  for await (const segment of segments) {
    if (segment.records === 0) continue;
    if (segment.eventName !== null) names.add(segment.eventName);
    first ??= segment;
    if (segment.eventName !== first.eventName) continue;
    union.add(segment.schema);
    totalRecords += segment.records;
  }
  return first && { first, names: [...names], totalRecords, schema: union.toSchema() };
}
