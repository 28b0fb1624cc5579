import { join } from "node:path";
import { cutEvenly, type StretchPiece } from "@sluice/chunking";
import type { EventQuery } from "@sluice/event-source";
import { compareCodePoints, type PlannedSegment, SchemaUnion, type SegmentLimits } from "@sluice/types";
import type { BlockFiles } from "./blocks/block-files.ts";
import { lakeFailure } from "./errors.ts";
import { keysOf } from "./event-keys.ts";
import { type EventRows, eventsFile, loadFolder } from "./lake-layout.ts";
import type { ListLoads, Load } from "./list-loads.ts";
import type { LogReader } from "./log/read-log.ts";
import { type RowStretch, rowsInSelection } from "./rows-in-selection.ts";
import { type RowRange, type SegmentRows, segmentToken } from "./segment-token.ts";
import { isTouched, isWithin, type Selection, selectionOf } from "./selection.ts";

export interface PlanningLake {
  readonly directory: string;
  readonly files: BlockFiles;
  readonly log: LogReader;
  readonly listLoads: ListLoads;
}

/** Cuts every event's rows, database by database and load by load, into even segments within the limits. */
export async function* planSegments(
  lake: PlanningLake,
  query: EventQuery,
  limits: SegmentLimits,
  signal?: AbortSignal,
): AsyncGenerator<PlannedSegment> {
  const selection = selectionOf(query);
  const state = await lake.log.latest(query.project);
  const { at } = state;
  const stretches = new Map<string, Map<number, Stretch[]>>();
  const schemas = new Map<string, SchemaUnion>();
  for await (const load of lake.listLoads(query.project, state.loads.values(), selection)) {
    signal?.throwIfAborted();
    for (const part of load.file.parts) {
      for (const stretch of await chosenStretches(lake, query, selection, load, part)) {
        const { eventName } = stretch;
        const databases = stretches.get(eventName) ?? new Map<number, Stretch[]>();
        const list = databases.get(part.databaseId) ?? [];
        list.push(stretch);
        databases.set(part.databaseId, list);
        stretches.set(eventName, databases);
      }
    }
    addSchemas(schemas, load, query, selection);
  }
  const captured = [finite(selection.captured.fromMs), finite(selection.captured.toMs)] as const;
  for (const eventName of [...stretches.keys()].sort(compareCodePoints)) {
    const databases = stretches.get(eventName) ?? new Map<number, Stretch[]>();
    const schema = (schemas.get(eventName) ?? new SchemaUnion()).toSchema();
    for (const databaseId of [...databases.keys()].sort((a, b) => a - b)) {
      const own = databases.get(databaseId) ?? [];
      for (const pieces of cutEvenly(own, limits)) {
        yield plannedSegment({ eventName, databaseId, schema }, { at, captured }, own, pieces);
      }
    }
  }
}

function finite(instantMs: number): number | null {
  return Number.isFinite(instantMs) ? instantMs : null;
}

/** Some rows of one event in one part of a load. */
interface Stretch extends RowStretch {
  readonly eventName: string;
  readonly load: string;
  readonly part: number;
  readonly sourceBytes: number;
}

async function chosenStretches(
  { directory, files }: PlanningLake,
  { project, eventNames }: EventQuery,
  selection: Selection,
  load: Load,
  { databaseId, part, events }: Load["file"]["parts"][number],
): Promise<readonly Stretch[]> {
  const chosen: Stretch[] = [];
  for (const rows of events) {
    const { eventName, firstRow } = rows;
    if (eventNames !== null && !eventNames.includes(eventName)) continue;
    const spans = spansOf(load, rows);
    if (!isTouched(spans, selection)) continue;
    const place = { eventName, load: load.id, part };
    if (isWithin(spans, selection)) {
      chosen.push({ ...place, firstRow, rows: rows.rows, records: rows.rows, sourceBytes: rows.sourceBytes });
      continue;
    }
    const path = join(loadFolder(directory, project, load.id), eventsFile(databaseId, part));
    try {
      const found = await rowsInSelection({ files, path, capturedMs: load.captured.fromMs }, rows, selection);
      const bytesPerRow = rows.sourceBytes / rows.rows;
      chosen.push(...found.map((stretch) => ({ ...place, ...stretch, sourceBytes: stretch.records * bytesPerRow })));
    } catch (error) {
      throw lakeFailure(path, error);
    }
  }
  return chosen;
}

export function spansOf(load: Load, { captured = load.captured, minTsMs, maxTsMs }: EventRows) {
  return { captured, ts: { fromMs: minTsMs, toMs: maxTsMs } };
}

/** Takes the keys of all records that may be meant, by what a load says of them. */
function addSchemas(
  schemas: Map<string, SchemaUnion>,
  load: Load,
  { eventNames }: EventQuery,
  selection: Selection,
): void {
  for (const { eventName, schema, spans } of keysOf(load)) {
    if (eventNames !== null && !eventNames.includes(eventName)) continue;
    if (!spans.some((span) => isTouched(span, selection))) continue;
    const known = schemas.get(eventName) ?? new SchemaUnion();
    known.add(schema);
    schemas.set(eventName, known);
  }
}

/** A segment of some stretches' pieces; of a stretch whose records only their captured-at tells, so many are passed over. */
function plannedSegment(
  event: Omit<PlannedSegment, "records" | "sourceBytes" | "token">,
  plan: Pick<SegmentRows, "at" | "captured">,
  stretches: readonly Stretch[],
  pieces: readonly StretchPiece[],
): PlannedSegment {
  const ranges: RowRange[] = [];
  let records = 0;
  let sourceBytes = 0;
  for (const piece of pieces) {
    const stretch = stretches[piece.stretch];
    if (!stretch) continue;
    const { load, part, firstRow, rows } = stretch;
    const isWhole = stretch.records === rows;
    const place = isWhole
      ? { firstRow: firstRow + piece.first, rows: piece.records, skip: 0 }
      : { firstRow, rows, skip: piece.first };
    ranges.push({ load, part, ...place, records: piece.records });
    records += piece.records;
    sourceBytes += piece.sourceBytes;
  }
  const { at, captured } = plan;
  const token = segmentToken({ at, captured, databaseId: event.databaseId, ranges });
  return { ...event, records, sourceBytes: Math.round(sourceBytes), token };
}
