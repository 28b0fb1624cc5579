import {
  compareCodePoints,
  type PlannedEvent,
  type PlannedSegment,
  type RunPlan,
  type RunSegment,
  SchemaUnion,
} from "@sluice/types";
import { type JobLimits, packJobs } from "./pack-jobs.ts";

export interface RunPlanLimits {
  readonly job: JobLimits;
  /** Gives each event name its text in object keys, unique within the run. */
  readonly keyTexts: (eventNames: readonly string[]) => ReadonlyMap<string, string>;
}

/**
 * Turns the source's segments into the plan of a run: events numbered in code-point order of their names, segments
 * numbered within (event, database), small segments packed into shared jobs. Profiles are one event without a name. Segments without records are left out.
 */
export async function planRun(segments: AsyncIterable<PlannedSegment>, limits: RunPlanLimits): Promise<RunPlan> {
  const drafts = new Map<string | null, EventDraft>();
  for await (const segment of segments) {
    if (segment.records > 0) draftOf(drafts, segment.eventName).add(segment);
  }
  const names = [...drafts.keys()].sort((a, b) => compareCodePoints(a ?? "", b ?? ""));
  const keyTexts = limits.keyTexts(names.filter((name) => name !== null));
  const events = names.map((name, eventIndex) => plannedEvent(name, eventIndex, drafts, keyTexts));
  const numbered = names.flatMap((name, eventIndex) => draftOf(drafts, name).numbered(eventIndex));
  return {
    events,
    jobs: packJobs(numbered, events, limits.job),
    expectedRecords: events.reduce((sum, event) => sum + event.records, 0),
  };
}

/** What is known of one event while segments arrive; schemas are merged at once so that few are held. */
class EventDraft {
  readonly schema = new SchemaUnion();
  records = 0;
  readonly #byDatabase = new Map<number, Omit<RunSegment, "eventIndex" | "index" | "count">[]>();

  add({ databaseId, records, sourceBytes, token, schema }: PlannedSegment): void {
    this.schema.add(schema);
    this.records += records;
    const list = this.#byDatabase.get(databaseId) ?? [];
    list.push({ databaseId, records, sourceBytes, token });
    this.#byDatabase.set(databaseId, list);
  }

  numbered(eventIndex: number): RunSegment[] {
    return [...this.#byDatabase]
      .sort(([a], [b]) => a - b)
      .flatMap(([, list]) => list.map((segment, index) => ({ eventIndex, ...segment, index, count: list.length })));
  }
}

function draftOf(drafts: Map<string | null, EventDraft>, eventName: string | null): EventDraft {
  const known = drafts.get(eventName);
  if (known) return known;
  const draft = new EventDraft();
  drafts.set(eventName, draft);
  return draft;
}

function plannedEvent(
  eventName: string | null,
  eventIndex: number,
  drafts: Map<string | null, EventDraft>,
  keyTexts: ReadonlyMap<string, string>,
): PlannedEvent {
  const draft = draftOf(drafts, eventName);
  const keyText = eventName === null ? "" : (keyTexts.get(eventName) ?? "");
  return { eventIndex, eventName, keyText, records: draft.records, schema: draft.schema.toSchema() };
}
