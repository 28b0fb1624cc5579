import { listPastRuns } from "@sluice/config-store";
import type { ProfileQuery } from "@sluice/event-source";
import {
  eventKeyTexts,
  eventObjectKey,
  manifestKey,
  maxKeyTextBytes,
  objectExtension,
  profileObjectKey,
  runDate,
} from "@sluice/naming";
import type { EpochMs, EstimateAnswer, Format, PlannedSegment, Window } from "@sluice/types";
import { windowAnswer } from "./answers/run-answer.ts";
import type { CheckedExport, NewExport } from "./checks/check-new-export.ts";
import type { AppDependencies } from "./dependencies.ts";
import { estimateSeconds } from "./estimate-seconds.ts";
import { firstRunOf } from "./period-window.ts";

/** The ones workflow-service has by default; they decide how many files an event has, not the names of the first. */
const segmentLimits = { maxRecords: 1_000_000, maxSourceBytes: 512 * 1024 * 1024 };
const maxKeys = 10;
/** No snapshot: what has been captured until this moment. */
const allThereIs = Number.MAX_SAFE_INTEGER;

/** Stored bytes for each byte of JSON in the source, as ordinary events come out at gzip level 6. */
const storedShare: Readonly<Record<Format, number>> = { json: 0.13, xml: 0.13, csv: 0.12, parquet: 0.12 };

/** Plans the export without creating it. */
export async function estimateExport(
  { source, store }: Pick<AppDependencies, "source" | "store">,
  { type, format, options, period }: NewExport,
  { project, connection, eventNames, warnings }: CheckedExport,
  nowMs: EpochMs,
  signal: AbortSignal,
): Promise<EstimateAnswer> {
  const events = new Map<string | null, EventTotals>();
  const { window, scheduledMs, measured } = firstRunOf(period, type, store.rules, nowMs);
  const { id: accountId } = project;
  const segments =
    type === "allProfiles"
      ? source.planProfiles(profilesIn(accountId, measured), segmentLimits, signal)
      : source.plan(
          { project: accountId, window: measured, eventNames, capturedBeforeMs: allThereIs },
          segmentLimits,
          signal,
        );
  for await (const segment of segments) addTo(events, segment);
  const sourceBytes = sumOf(events, ({ sourceBytes }) => sourceBytes);
  const records = sumOf(events, ({ records }) => records);
  const { prefix } = connection.target;
  const requestId = Math.floor(nowMs / 1_000);
  const runTimestamp = scheduledMs === null ? requestId : Math.floor(scheduledMs / 1_000);
  const run = { prefix, requestId, runTimestamp };
  const names = [...events.keys()].filter((name) => name !== null);
  const keyTexts = eventKeyTexts(names, maxKeyTextBytes(prefix));
  const keyParts = { ...run, extension: objectExtension(format, options) };
  const date = runDate(runTimestamp, project.timeZone);
  return {
    window: windowAnswer(window),
    firstRunAt: scheduledMs === null ? null : new Date(scheduledMs).toISOString(),
    measured: windowAnswer(measured),
    events: [...events].map(([name, { records }]) => ({ name, records })),
    totals: {
      records,
      sourceBytes,
      estimatedBytes: Math.round(sourceBytes * storedShare[format]),
    },
    estimatedSeconds: estimateSeconds(records, format, await listPastRuns(store, accountId)),
    ifCreatedNow: { requestId, runTimestamp },
    firstKeys: firstFiles(events).map(({ eventName, databaseId, fileIndex }) => ({
      eventName,
      key:
        eventName === null
          ? profileObjectKey({ ...keyParts, accountId, fileIndex, databaseId })
          : eventObjectKey({
              ...keyParts,
              keyText: keyTexts.get(eventName) ?? "",
              runDate: date,
              fileIndex,
              databaseId,
            }),
    })),
    manifestKey: manifestKey(run),
    warnings: [...warnings],
  };
}

function profilesIn(project: string, { fromMs, toMs }: Window): ProfileQuery {
  return { project, capturedFromMs: fromMs, capturedBeforeMs: toMs };
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
  const files: { eventName: string | null; databaseId: number; fileIndex: number }[] = [];
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
