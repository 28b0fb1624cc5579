import { listPastRuns } from "@sluice/config-store";
import type { EpochMs, EstimateAnswer, Format, PlannedSegment } from "@sluice/types";
import { windowAnswer } from "./answers/run-answer.ts";
import type { CheckedExport, NewExport } from "./checks/check-new-export.ts";
import type { AppDependencies } from "./dependencies.ts";
import { estimateSeconds } from "./estimate-seconds.ts";
import { type FirstRunFile, firstRunKeys } from "./first-run-keys.ts";
import { planExport } from "./plan-export.ts";

const maxKeys = 10;

/** Stored bytes for each byte of JSON in the source, as ordinary events come out at gzip level 6. */
const storedShare: Readonly<Record<Format, number>> = { json: 0.13, xml: 0.13, csv: 0.12, parquet: 0.12 };

/** Plans the export without creating it. */
export async function estimateExport(
  deps: Pick<AppDependencies, "source" | "store">,
  request: NewExport,
  checked: CheckedExport,
  nowMs: EpochMs,
  signal: AbortSignal,
): Promise<EstimateAnswer> {
  const events = new Map<string | null, EventTotals>();
  const { segments, window, scheduledMs, measured } = planExport(deps, request, checked, nowMs, signal);
  for await (const segment of segments) addTo(events, segment);
  const { format } = request;
  const sourceBytes = sumOf(events, ({ sourceBytes }) => sourceBytes);
  const records = sumOf(events, ({ records }) => records);
  const names = [...events.keys()].filter((name) => name !== null);
  const keys = firstRunKeys(request, checked, names, { nowMs, scheduledMs });
  return {
    window: windowAnswer(window),
    firstRunAt: scheduledMs === null ? null : new Date(scheduledMs).toISOString(),
    measured: windowAnswer(measured),
    events: [...events].map(([name, { records }]) => ({ name, records })),
    totals: {
      records,
      objects: sumOf(events, ({ segments }) => segments.values().reduce((sum, count) => sum + count, 0)),
      sourceBytes,
      estimatedBytes: Math.round(sourceBytes * storedShare[format]),
    },
    estimatedSeconds: estimateSeconds(records, format, await listPastRuns(deps.store, checked.project.id)),
    ifCreatedNow: { requestId: keys.requestId, runTimestamp: keys.runTimestamp },
    firstKeys: firstFiles(events).map((file) => ({ eventName: file.eventName, key: keys.objectKey(file) })),
    manifestKey: keys.manifestKey,
    warnings: [...checked.warnings],
  };
}

interface EventTotals {
  records: number;
  sourceBytes: number;
  /** How many segments there are in each database; each makes at least one file. */
  readonly segments: Map<number, number>;
}

function addTo(events: Map<string | null, EventTotals>, segment: PlannedSegment): void {
  if (segment.records === 0) return;
  const { eventName, databaseId } = segment;
  const totals = events.get(eventName) ?? { records: 0, sourceBytes: 0, segments: new Map<number, number>() };
  totals.records += segment.records;
  totals.sourceBytes += segment.sourceBytes;
  totals.segments.set(databaseId, (totals.segments.get(databaseId) ?? 0) + 1);
  events.set(eventName, totals);
}

function firstFiles(events: ReadonlyMap<string | null, EventTotals>) {
  const files: FirstRunFile[] = [];
  for (const [eventName, { segments }] of events) {
    for (const [databaseId, count] of segments) {
      for (let fileIndex = 0; fileIndex < count; fileIndex++) {
        if (files.length === maxKeys) return files;
        files.push({ eventName, databaseId, fileIndex });
      }
    }
  }
  return files;
}

function sumOf(events: ReadonlyMap<string | null, EventTotals>, figure: (totals: EventTotals) => number): number {
  return events.values().reduce((sum, totals) => sum + figure(totals), 0);
}
