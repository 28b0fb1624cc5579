import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { textAt } from "@sluice/json-text";
import { type EpochMs, eventLine } from "@sluice/types";
import { type BlockFile, columnOf, type GroupPlace, openBlockFile, readColumn } from "../blocks/block-file.ts";
import { pageValues } from "../blocks/column-page.ts";
import { decodeGroup } from "../blocks/decode-group.ts";
import type { StoredEvent } from "../blocks/stored-event.ts";
import { lakeFailure } from "../errors.ts";
import { eventsFile, loadFolder } from "../lake-layout.ts";
import type { Load } from "../list-loads.ts";
import type { LogPlace } from "../log/commit-entry.ts";
import { allStatesSql } from "../profile-states.ts";
import { sqlText } from "../sql-text.ts";
import type { Kept } from "./rewrite-loads.ts";
import { statesFile } from "./rewrite-profiles.ts";
import { type ForgottenUser, type UserMatcher, userMatcher } from "./user-matcher.ts";

export interface FindUser extends LogPlace {
  readonly user: ForgottenUser;
  /** What was captured later is not looked at. */
  readonly untilMs: EpochMs;
  readonly duckdb: DuckDBConnection;
  readonly signal?: AbortSignal | undefined;
}

/** What stays of a load without the user's records; null where it has none. */
export async function findUser(options: FindUser, load: Load): Promise<Kept | null> {
  const matcher = userMatcher(options.user, load.file);
  const hasEvents = await hasEventsOf(options, matcher, load);
  const states = await statesOf(options, matcher, load);
  if (!hasEvents && states.length === 0) return null;
  const { untilMs } = options;
  const captured = `captured <= ${untilMs}`;
  return {
    ...(hasEvents ? { event: (event) => event.capturedAtMs > untilMs || !isEventOf(event, matcher) } : {}),
    ...(states.length > 0 ? { profile: `NOT (${captured} AND sha256(profile) IN (${states.map(sqlText)}))` } : {}),
  };
}

function isEventOf({ lines, lineStart, profileBytes }: StoredEvent, matcher: UserMatcher): boolean {
  return isProfileOf(lines, lineStart + eventLine.profile, profileBytes, matcher);
}

function isProfileOf(lines: Uint8Array, start: number, byteLength: number, { needle, isOf }: UserMatcher): boolean {
  if (needle && !Buffer.from(lines.buffer, lines.byteOffset + start, byteLength).includes(needle)) return false;
  return isOf(textAt(lines, start, start + byteLength));
}

async function hasEventsOf(options: FindUser, matcher: UserMatcher, load: Load): Promise<boolean> {
  const { directory, project, signal } = options;
  for (const { databaseId, part } of load.file.parts) {
    const path = join(loadFolder(directory, project, load.id), eventsFile(databaseId, part));
    try {
      const file = await openBlockFile(path);
      for (const place of file.groups) {
        signal?.throwIfAborted();
        if (await isInGroup(file, place, matcher, load, options.untilMs)) return true;
      }
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw lakeFailure(path, error);
    }
  }
  return false;
}

/** Most row groups don't hold the needle, and then nothing else of them is read. */
async function isInGroup(
  file: BlockFile,
  place: GroupPlace,
  matcher: UserMatcher,
  load: Load,
  untilMs: EpochMs,
): Promise<boolean> {
  if ((place.captured ?? load.captured).fromMs > untilMs) return false;
  if (matcher.needle) {
    const lines = await pageValues(await readColumn(file, place, "lines"), columnOf(place, "lines"), false);
    if (!Buffer.from(lines.buffer, lines.byteOffset, lines.byteLength).includes(matcher.needle)) return false;
  }
  const group = await decodeGroup(file, place);
  for (const block of group.blocks) {
    const { lines, starts, tsPlaces, length } = group.batch(
      block,
      block.firstRecord,
      block.firstRecord + block.records,
    );
    for (let index = 0; index < length; index++) {
      if ((group.capturedMs?.[block.firstRecord + index] ?? load.captured.fromMs) > untilMs) continue;
      const start = (starts[index] ?? 0) + eventLine.profile;
      const end = (tsPlaces[index] ?? 0) - eventLine.beforeTs;
      if (isProfileOf(lines, start, end - start, matcher)) return true;
    }
  }
  return false;
}

/** SHA-256 of each different state of the user in a load. */
async function statesOf(options: FindUser, { needle, isOf }: UserMatcher, load: Load): Promise<string[]> {
  const files = load.file.profiles.parts.map((part) => statesFile(options, load, part));
  if (files.length === 0) return [];
  // Not in the SQL, which an error could repeat.
  const [isCandidate, values] = needle ? ["contains(profile, $1)", [needle.toString()]] : ["true", []];
  const found = new Set<string>();
  try {
    const result = await options.duckdb.stream(
      `SELECT sha256(profile), profile FROM (${allStatesSql(files)}) WHERE captured <= ${options.untilMs} AND ${isCandidate}`,
      values,
    );
    for (;;) {
      const chunk = await result.fetchChunk();
      options.signal?.throwIfAborted();
      if (!chunk || chunk.rowCount === 0) return [...found];
      const [hashes = [], profiles = []] = [chunk.getColumnValues(0), chunk.getColumnValues(1)];
      for (const [index, profile] of profiles.entries()) {
        if (isOf(String(profile))) found.add(String(hashes[index]));
      }
    }
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    throw lakeFailure(loadFolder(options.directory, options.project, load.id), error);
  }
}
