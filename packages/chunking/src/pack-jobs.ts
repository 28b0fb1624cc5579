import type { PlannedEvent, RunJob, RunSegment } from "@sluice/types";

export interface JobLimits {
  readonly maxSegments: number;
  /** A segment with more records than this has a job of its own. */
  readonly maxRecords: number;
  /** Nor does a segment with more text share one. */
  readonly maxSourceBytes: number;
}

/** Packs neighbouring segments into jobs, in order, as many as the limits allow. */
export function packJobs(
  segments: readonly RunSegment[],
  events: readonly PlannedEvent[],
  limits: JobLimits,
): readonly RunJob[] {
  const jobs: RunSegment[][] = [];
  let current: RunSegment[] = [];
  let records = 0;
  let sourceBytes = 0;
  for (const segment of segments) {
    const full =
      current.length >= limits.maxSegments ||
      records + segment.records > limits.maxRecords ||
      sourceBytes + segment.sourceBytes > limits.maxSourceBytes;
    if (current.length > 0 && full) {
      jobs.push(current);
      current = [];
      records = 0;
      sourceBytes = 0;
    }
    current.push(segment);
    records += segment.records;
    sourceBytes += segment.sourceBytes;
  }
  if (current.length > 0) jobs.push(current);
  return jobs.map((list) => ({
    label: jobLabel(list, events),
    records: list.reduce((sum, segment) => sum + segment.records, 0),
    segments: list,
  }));
}

const maxNameLength = 60;

function jobLabel(segments: readonly RunSegment[], events: readonly PlannedEvent[]): string {
  const [first] = segments;
  if (!first) return "nothing";
  const name = shortName(events[first.eventIndex]?.eventName ?? "profiles");
  const others = new Set(segments.map((segment) => segment.eventIndex)).size - 1;
  if (others > 0) return `${name} and ${others} more`;
  const databases = [...new Set(segments.map((segment) => segment.databaseId))];
  const part = first.count > 1 && databases.length === 1 ? ` · part ${partOf(segments)}` : "";
  return `${name} · db ${databases.join(", ")}${part}`;
}

function partOf(segments: readonly RunSegment[]): string {
  const indexes = segments.map((segment) => segment.index + 1);
  const [low, high] = [Math.min(...indexes), Math.max(...indexes)];
  return `${low === high ? low : `${low}–${high}`} of ${segments[0]?.count ?? 0}`;
}

/** Labels are shown in terminals and in the Temporal UI: no control characters, not too long. */
function shortName(eventName: string): string {
  const clean = eventName.toWellFormed().replace(/\p{Cc}/gu, "?");
  const characters = [...clean];
  return characters.length <= maxNameLength ? clean : `${characters.slice(0, maxNameLength - 1).join("")}…`;
}
