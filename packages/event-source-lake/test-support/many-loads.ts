import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { EventSchema } from "@sluice/types";
import { BlockFileWriter } from "../src/blocks/block-file-writer.ts";
import type { StoredEvent } from "../src/blocks/stored-event.ts";
import {
  checkpointsFolder,
  eventsFile,
  type LoadFile,
  layoutVersion,
  loadFileName,
  loadFolder,
  logFolder,
  projectFolder,
} from "../src/lake-layout.ts";
import { loadLister } from "../src/list-loads.ts";
import { applyEntry, emptyState, type LakeState, toCheckpoint } from "../src/log/lake-state.ts";
import type { LogEntry } from "../src/log/log-entry.ts";
import { checkpointFile, entryFile, logReader } from "../src/log/read-log.ts";
import { EventCursor } from "../src/rewrite/event-cursor.ts";
import { everything } from "../src/selection.ts";
import { summaryOf } from "../src/summary-of.ts";

export interface ManyLoads {
  /** The lake's folder. */
  readonly directory: string;
  /** Its first load is what the others are made of; there are no others yet. */
  readonly template: string;
  /** The project that gets the loads; there is nothing of it yet. */
  readonly project: string;
  readonly loads: number;
  readonly eventsPerLoad: number;
  readonly firstCapturedMs: number;
  /** From one load to the next one. */
  readonly everyMs: number;
  readonly onLoad?: (loads: number) => void;
}

/**
 * Makes a project that was loaded very often, much faster than loading does: the events of one load of another project over
 * and over, each load's with a `ts` in the stretch before it was captured. Lines keep the digits of the first one.
 */
export async function writeManyLoads({ directory, template, project, ...made }: ManyLoads): Promise<void> {
  const { events, schemas } = await eventsOf(directory, template);
  for (const folder of [logFolder(directory, project), checkpointsFolder(directory, project)]) {
    await mkdir(folder, { recursive: true });
  }
  const about = { layout: layoutVersion, databases: 1 };
  await writeFile(join(projectFolder(directory, project), "lake.json"), JSON.stringify(about));
  const state = emptyState();
  const withoutCheckpoint = Math.min(made.loads, entriesBetween(made.loads));
  for (let load = 0; load < made.loads; load++) {
    const capturedMs = made.firstCapturedMs + load * made.everyMs;
    const first = (load * made.eventsPerLoad) % Math.max(1, events.length - made.eventsPerLoad + 1);
    const own = events.slice(first, first + made.eventsPerLoad).sort((a, b) => a.rank - b.rank);
    const id = load.toString(16).padStart(12, "0");
    const file = await writeLoad(loadFolder(directory, project, id), own, schemas, {
      fromMs: capturedMs - made.everyMs,
      toMs: capturedMs,
    });
    const captured = { fromMs: capturedMs, toMs: capturedMs };
    const entry: LogEntry = { type: "load", load: { ...summaryOf(id, file), captured } };
    applyEntry(state, entry);
    if (load + withoutCheckpoint >= made.loads) {
      await writeFile(entryFile(directory, project, state.at), JSON.stringify(entry));
    }
    if (load + withoutCheckpoint + 1 === made.loads) await writeState(directory, project, state);
    made.onLoad?.(load + 1);
  }
}

/** A lake writes a checkpoint when there is a sixteenth more; between two of them there is half of that. */
function entriesBetween(loads: number): number {
  return Math.max(32, Math.floor(loads / 32));
}

async function writeState(directory: string, project: string, state: LakeState): Promise<void> {
  await writeFile(checkpointFile(directory, project, state.at), JSON.stringify(toCheckpoint(state)));
}

interface TemplateEvent extends StoredEvent {
  tsMs: number;
  /** Of its name among the template's. */
  readonly rank: number;
}

interface Template {
  readonly events: readonly TemplateEvent[];
  readonly schemas: ReadonlyMap<string, EventSchema>;
}

/** The events of a project's only load, those of all names mixed. */
async function eventsOf(directory: string, project: string): Promise<Template> {
  const state = await logReader(directory).latest(project);
  const events: TemplateEvent[] = [];
  const schemas = new Map<string, EventSchema>();
  for await (const { id, file } of loadLister(directory)(project, state.loads.values(), everything)) {
    for (const { eventName, schema } of file.schemas) schemas.set(eventName, schema);
    for (const { databaseId, part, events: rows } of file.parts) {
      const ranks = new Map(rows.map(({ eventName }, rank) => [eventName, rank]));
      const cursor = await EventCursor.open(join(loadFolder(directory, project, id), eventsFile(databaseId, part)), 0);
      if (!cursor) continue;
      do events.push(copyOf(cursor, ranks.get(cursor.eventName) ?? 0));
      while (cursor.next() || (await cursor.readOn()));
    }
  }
  return { events: events.sort((a, b) => a.tsMs - b.tsMs), schemas };
}

function copyOf(event: StoredEvent, rank: number): TemplateEvent {
  const [lineBytes, idBytes] = [event.lineEnd - event.lineStart, event.idEnd - event.idStart];
  const own = new Uint8Array(lineBytes + idBytes);
  own.set(event.lines.subarray(event.lineStart, event.lineEnd));
  own.set(event.ids.subarray(event.idStart, event.idEnd), lineBytes);
  return {
    rank,
    eventName: event.eventName,
    tsMs: event.tsMs,
    capturedAtMs: 0,
    lines: own,
    lineStart: 0,
    lineEnd: lineBytes,
    profileBytes: event.profileBytes,
    deviceInfoBytes: event.deviceInfoBytes,
    sessionPropsBytes: event.sessionPropsBytes,
    ids: own,
    idStart: lineBytes,
    idEnd: lineBytes + idBytes,
  };
}

async function writeLoad(
  folder: string,
  events: readonly TemplateEvent[],
  schemas: ReadonlyMap<string, EventSchema>,
  ts: { readonly fromMs: number; readonly toMs: number },
): Promise<LoadFile> {
  const path = join(folder, eventsFile(0, 0));
  await mkdir(dirname(path), { recursive: true });
  await using writer = await BlockFileWriter.create(path, { hasCaptured: false });
  const stepMs = (ts.toMs - ts.fromMs) / events.length;
  for (const [index, event] of events.entries()) {
    event.tsMs = Math.floor(ts.fromMs + index * stepMs);
    if (writer.add(event)) await writer.flush();
  }
  const rows = await writer.finish();
  const file: LoadFile = {
    version: layoutVersion,
    records: events.length,
    parts: [{ databaseId: 0, part: 0, events: rows }],
    schemas: rows.flatMap(({ eventName }) => {
      const schema = schemas.get(eventName);
      return schema ? [{ eventName, schema }] : [];
    }),
    profiles: { parts: [], keys: [] },
  };
  await writeFile(join(folder, loadFileName), JSON.stringify(file));
  return file;
}
