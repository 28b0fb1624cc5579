import { join } from "node:path";
import type { DuckDBInstance } from "@duckdb/node-api";
import { cutEvenly, type StretchPiece } from "@sluice/chunking";
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
  const sizes = stretches.map(({ rows }) => ({ records: rows.rows, sourceBytes: rows.sourceBytes }));
  for (const segment of cutEvenly(sizes, limits)) {
    for (let from = 0; from < segment.length; from += maxRanges) {
      yield plannedSegment(eventName, databaseId, stretches, segment.slice(from, from + maxRanges));
    }
  }
}

function plannedSegment(
  eventName: string,
  databaseId: number,
  stretches: readonly Stretch[],
  pieces: readonly StretchPiece[],
): PlannedSegment {
  const ranges: RowRange[] = [];
  const schema = new SchemaUnion();
  let records = 0;
  let sourceBytes = 0;
  for (const piece of pieces) {
    const stretch = stretches[piece.stretch];
    if (!stretch) continue;
    const { load, part, rows } = stretch;
    ranges.push({ load: load.name, part, firstRow: rows.firstRow + piece.first, rows: piece.records });
    records += piece.records;
    sourceBytes += piece.sourceBytes;
    const known = load.schemas.get(eventName);
    if (known) schema.add(known);
  }
  return {
    eventName,
    databaseId,
    records,
    sourceBytes: Math.round(sourceBytes),
    schema: schema.toSchema(),
    token: segmentToken({ databaseId, ranges }),
  };
}
