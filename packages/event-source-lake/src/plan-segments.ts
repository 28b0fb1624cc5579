import { join } from "node:path";
import type { DuckDBInstance } from "@duckdb/node-api";
import type { EventQuery } from "@sluice/event-source";
import { compareCodePoints, type PlannedSegment, SchemaUnion, type SegmentLimits, type Window } from "@sluice/types";
import { type EventRows, eventsFile, loadsFolder } from "./lake-layout.ts";
import type { ListLoads, Load } from "./list-loads.ts";
import { rowsInWindow } from "./rows-in-window.ts";
import { type RowRange, segmentToken } from "./segment-token.ts";

export interface PlanningLake {
  readonly directory: string;
  readonly duckdb: DuckDBInstance;
  readonly listLoads: ListLoads;
}

/** A token stays below a few KiB, and a segment's files below what a reader can have open. */
const maxRanges = 64;

/** Cuts every event's rows, database by database and load by load, into segments within the limits. */
export async function* planSegments(
  lake: PlanningLake,
  query: EventQuery,
  limits: SegmentLimits,
  signal?: AbortSignal,
): AsyncGenerator<PlannedSegment> {
  const stretches = new Map<string, Map<number, Stretch[]>>();
  for await (const load of lake.listLoads(query.project, capturedRange(query))) {
    signal?.throwIfAborted();
    for (const part of load.parts) {
      for (const rows of await chosenRows(lake, query, load, part)) {
        const databases = stretches.get(rows.eventName) ?? new Map<number, Stretch[]>();
        const list = databases.get(part.databaseId) ?? [];
        list.push({ load, part: part.part, rows });
        databases.set(part.databaseId, list);
        stretches.set(rows.eventName, databases);
      }
    }
  }
  for (const eventName of [...stretches.keys()].sort(compareCodePoints)) {
    const databases = stretches.get(eventName) ?? new Map<number, Stretch[]>();
    for (const databaseId of [...databases.keys()].sort((a, b) => a - b)) {
      yield* cutIntoSegments(eventName, databaseId, databases.get(databaseId) ?? [], limits);
    }
  }
}

/** One event's rows in one part of a load. */
interface Stretch {
  readonly load: Load;
  readonly part: number;
  readonly rows: EventRows;
}

function capturedRange({ window, capturedBeforeMs }: EventQuery) {
  if (window.axis === "ts") return { fromMs: 0, toMs: capturedBeforeMs };
  return { fromMs: window.fromMs, toMs: Math.min(window.toMs, capturedBeforeMs) };
}

async function chosenRows(
  lake: PlanningLake,
  { project, window, eventNames }: EventQuery,
  load: Load,
  { databaseId, part, events }: Load["parts"][number],
): Promise<readonly EventRows[]> {
  const named = eventNames === null ? events : events.filter(({ eventName }) => eventNames.includes(eventName));
  if (window.axis === "capturedAt") return named;
  const overlapping = named.filter((rows) => rows.maxTsMs >= window.fromMs && rows.minTsMs < window.toMs);
  const cut = overlapping.filter((rows) => !isWithin(rows, window));
  if (cut.length === 0) return overlapping;
  const file = join(loadsFolder(lake.directory, project), load.name, eventsFile(databaseId, part));
  const inWindow = await rowsInWindow(lake.duckdb, file, cut, window);
  return overlapping.flatMap((rows) => (isWithin(rows, window) ? [rows] : (inWindow.get(rows) ?? [])));
}

function isWithin(rows: EventRows, window: Window): boolean {
  return rows.minTsMs >= window.fromMs && rows.maxTsMs < window.toMs;
}

function* cutIntoSegments(
  eventName: string,
  databaseId: number,
  stretches: readonly Stretch[],
  limits: SegmentLimits,
): Generator<PlannedSegment> {
  let ranges: RowRange[] = [];
  let records = 0;
  let sourceBytes = 0;
  let schema = new SchemaUnion();
  const close = (): PlannedSegment => {
    const segment = {
      eventName,
      databaseId,
      records,
      sourceBytes: Math.round(sourceBytes),
      schema: schema.toSchema(),
      token: segmentToken({ databaseId, ranges }),
    };
    [ranges, records, sourceBytes, schema] = [[], 0, 0, new SchemaUnion()];
    return segment;
  };
  for (const { load, part, rows } of stretches) {
    const known = load.schemas.get(eventName);
    for (const piece of pieces(rows, limits)) {
      const full = records + piece.rows > limits.maxRecords || sourceBytes + piece.sourceBytes > limits.maxSourceBytes;
      if (ranges.length > 0 && (full || ranges.length >= maxRanges)) yield close();
      ranges.push({ load: load.name, part, firstRow: piece.firstRow, rows: piece.rows });
      records += piece.rows;
      sourceBytes += piece.sourceBytes;
      if (known) schema.add(known);
    }
  }
  if (ranges.length > 0) yield close();
}

/** Cuts one stretch evenly into pieces that each fit into a segment. */
function* pieces({ firstRow, rows, sourceBytes }: EventRows, limits: SegmentLimits) {
  const wanted = Math.max(Math.ceil(rows / limits.maxRecords), Math.ceil(sourceBytes / limits.maxSourceBytes));
  const count = Math.min(rows, wanted);
  for (let index = 0; index < count; index++) {
    const from = Math.floor((rows * index) / count);
    const to = Math.floor((rows * (index + 1)) / count);
    yield { firstRow: firstRow + from, rows: to - from, sourceBytes: (sourceBytes * (to - from)) / rows };
  }
}
