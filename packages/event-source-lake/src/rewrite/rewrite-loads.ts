import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { SchemaUnion } from "@sluice/types";
import { BlockFileWriter } from "../blocks/block-file-writer.ts";
import type { StoredEvent } from "../blocks/stored-event.ts";
import { lakeFailure } from "../errors.ts";
import { eventsFile, type LoadFile, layoutVersion, loadFileName, loadFolder } from "../lake-layout.ts";
import type { Load } from "../list-loads.ts";
import { moveIntoPlace, newLoadId, openLoadingFolder } from "../load/commit-load.ts";
import { commitEntry, type LogPlace } from "../log/commit-entry.ts";
import type { LoadSummary } from "../log/log-entry.ts";
import type { LogReader } from "../log/read-log.ts";
import { summaryOf } from "../summary-of.ts";
import { EventCursor } from "./event-cursor.ts";
import { mergeEvents } from "./merge-events.ts";
import { mergedKeys } from "./merged-keys.ts";
import { type KeepsProfile, rewriteProfiles } from "./rewrite-profiles.ts";

/** Which records come along; all where nothing is said. */
export interface Kept {
  readonly event?: (event: StoredEvent) => boolean;
  readonly profile?: KeepsProfile;
}

export interface Rewritten {
  readonly replaced: readonly Load[];
  /** Null where no record is left. */
  readonly by: LoadSummary | null;
}

/** A part is opened as a whole by nobody, but a disk is filled by it. */
const maxPartBytes = 512 * 1024 * 1024;

/**
 * Writes the records of some loads into one, beside them: nobody sees it before `commitRewrite`. Each record keeps when
 * it was captured.
 */
export async function rewriteLoads(
  place: LogPlace,
  loads: readonly Load[],
  { kept = {}, signal }: { readonly kept?: Kept; readonly signal?: AbortSignal } = {},
): Promise<Rewritten> {
  const { directory, project } = place;
  const id = newLoadId();
  const folder = await openLoadingFolder(directory, project, id);
  const data = join(folder, "data");
  try {
    await mkdir(data);
    const parts = await rewriteEvents(place, loads, data, kept.event ?? (() => true), signal);
    const profiles = await rewriteProfiles(place, loads, data, kept.profile ?? null);
    const records = parts.flatMap(({ events }) => events).reduce((sum, { rows }) => sum + rows, 0);
    const names = new Set(parts.flatMap(({ events }) => events.map(({ eventName }) => eventName)));
    const file: LoadFile = {
      version: layoutVersion,
      records,
      parts,
      schemas: mergedKeys(loads).filter(({ eventName }) => names.has(eventName)),
      profiles: { parts: profiles, keys: profiles.length > 0 ? profileKeys(loads) : [] },
    };
    if (records === 0 && profiles.length === 0) return { replaced: loads, by: null };
    await writeFile(join(data, loadFileName), JSON.stringify(file));
    signal?.throwIfAborted();
    await moveIntoPlace(directory, project, id, data);
    return { replaced: loads, by: { ...summaryOf(id, file), captured: capturedOf(loads) } };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function capturedOf(loads: readonly Load[]) {
  return {
    fromMs: Math.min(...loads.map(({ captured }) => captured.fromMs)),
    toMs: Math.max(...loads.map(({ captured }) => captured.toMs)),
  };
}

function profileKeys(loads: readonly Load[]): LoadFile["profiles"]["keys"] {
  const union = new SchemaUnion();
  for (const { file } of loads)
    union.add({ profile: file.profiles.keys, deviceInfo: [], eventProps: [], sessionProps: [] });
  return union.toSchema().profile;
}

async function rewriteEvents(
  { directory, project }: LogPlace,
  loads: readonly Load[],
  data: string,
  isKept: (event: StoredEvent) => boolean,
  signal: AbortSignal | undefined,
): Promise<LoadFile["parts"]> {
  const written: LoadFile["parts"] = [];
  const databases = new Set(loads.flatMap(({ file }) => file.parts.map(({ databaseId }) => databaseId)));
  for (const databaseId of [...databases].sort((a, b) => a - b)) {
    const cursors: EventCursor[] = [];
    const names = new Set<string>();
    for (const { id, captured, file } of loads) {
      for (const { part, events } of file.parts.filter((part) => part.databaseId === databaseId)) {
        const path = join(loadFolder(directory, project, id), eventsFile(databaseId, part));
        const cursor = await EventCursor.open(path, captured.fromMs).catch((error: unknown) => {
          throw lakeFailure(path, error);
        });
        if (cursor) cursors.push(cursor);
        for (const { eventName } of events) names.add(eventName);
      }
    }
    written.push(...(await writeParts(databaseId, mergeEvents(cursors, names), data, loads, isKept, signal)));
  }
  return written;
}

async function writeParts(
  databaseId: number,
  events: AsyncIterable<StoredEvent>,
  data: string,
  loads: readonly Load[],
  isKept: (event: StoredEvent) => boolean,
  signal: AbortSignal | undefined,
): Promise<LoadFile["parts"]> {
  const { fromMs, toMs } = capturedOf(loads);
  const hasCaptured = fromMs !== toMs;
  const parts: LoadFile["parts"] = [];
  let writer: BlockFileWriter | null = null;
  const finish = async (): Promise<void> => {
    if (writer) parts.push({ databaseId, part: parts.length, events: await writer.finish() });
    await writer?.[Symbol.asyncDispose]();
    writer = null;
  };
  try {
    for await (const event of events) {
      if (!isKept(event)) continue;
      if (writer === null) {
        const path = join(data, eventsFile(databaseId, parts.length));
        await mkdir(dirname(path), { recursive: true });
        writer = await BlockFileWriter.create(path, { hasCaptured });
      }
      if (!writer.add(event)) continue;
      signal?.throwIfAborted();
      await writer.flush();
      if (writer.byteLength >= maxPartBytes) await finish();
    }
    await finish();
    return parts;
  } finally {
    await writer?.[Symbol.asyncDispose]();
  }
}

/**
 * Has the new loads stand for the old ones, all at once. False, and the new ones are gone, where one of the old ones is
 * not there any more: somebody else has rewritten it.
 */
export async function commitRewrite(
  place: LogPlace,
  reason: "merge" | "forget",
  rewritten: readonly Rewritten[],
  atMs: number,
  log?: LogReader,
): Promise<boolean> {
  const replaced = rewritten.flatMap(({ replaced }) => replaced.map(({ id }) => id));
  const by = rewritten.flatMap((one) => one.by ?? []);
  let isDone = false;
  await commitEntry(
    place,
    ({ loads, discarded }) => {
      isDone = by.length > 0 && by.every(({ id }) => loads.has(id));
      if (isDone || by.some(({ id }) => discarded.has(id))) return null;
      isDone = replaced.every((id) => loads.has(id));
      return isDone ? { type: "rewrite", reason, replaced, by, atMs, forgot: [] } : null;
    },
    log,
  );
  if (!isDone) await removeRewritten(place, by);
  return isDone;
}

/** Removes loads that nobody has come to see. */
export async function removeRewritten({ directory, project }: LogPlace, by: readonly LoadSummary[]): Promise<void> {
  for (const { id } of by) await rm(loadFolder(directory, project, id), { recursive: true, force: true });
}
