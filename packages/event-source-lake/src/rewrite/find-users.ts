import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { textAt } from "@sluice/json-text";
import { type EpochMs, eventLine } from "@sluice/types";
import { type BlockFile, columnOf, type GroupPlace, openBlockFile, readColumn } from "../blocks/block-file.ts";
import { pageValues } from "../blocks/column-page.ts";
import { decodeGroup } from "../blocks/decode-group.ts";
import { lakeFailure } from "../errors.ts";
import { eventsFile, loadFolder } from "../lake-layout.ts";
import type { Load } from "../list-loads.ts";
import type { LogPlace } from "../log/commit-entry.ts";
import { allStatesSql } from "../profile-states.ts";
import { sqlText } from "../sql-text.ts";
import type { Kept } from "./rewrite-loads.ts";
import { type KeepsProfile, statesFile } from "./rewrite-profiles.ts";
import { type ForgetOrder, type UserMatcher, userMatcher } from "./user-matcher.ts";

export interface FindUsers extends LogPlace {
  readonly orders: readonly ForgetOrder[];
  readonly duckdb: DuckDBConnection;
  readonly signal?: AbortSignal | undefined;
}

/** What a load holds of users who are to be forgotten. */
export interface FoundUsers {
  /** What stays of it without them. */
  readonly kept: Kept;
  /** For each order, how many events are its; those that `kept` has been asked about. */
  readonly events: readonly number[];
  /** The same of states of users. */
  readonly profiles: readonly number[];
}

/** Null where a load holds nothing of any of them. */
export async function findUsers(options: FindUsers, load: Load): Promise<FoundUsers | null> {
  const finder = finderOf(userMatcher(options.orders, load.file));
  const hasEvents = await hasEventsOf(options, finder, load);
  const states = await statesOf(options, finder, load);
  if (!hasEvents && states.keeps === null) return null;
  const events = options.orders.map(() => 0);
  const isKept: Kept["event"] = ({ lines, lineStart, profileBytes, capturedAtMs }) => {
    const order = finder.orderAt(lines, lineStart + eventLine.profile, profileBytes, capturedAtMs);
    if (order >= 0) events[order] = (events[order] ?? 0) + 1;
    return order < 0;
  };
  const kept: Kept = {
    ...(hasEvents ? { event: isKept } : {}),
    ...(states.keeps === null ? {} : { profile: states.keeps }),
  };
  return { kept, events, profiles: states.counts };
}

interface Finder extends Pick<UserMatcher, "orderOf"> {
  readonly needles: readonly Buffer[] | null;
  /** The order that the profile in a range falls under; -1 where there is none. */
  readonly orderAt: (lines: Uint8Array, start: number, byteLength: number, capturedAtMs: EpochMs) => number;
}

function finderOf({ needles: texts, orderOf }: UserMatcher): Finder {
  const needles = texts?.map((text) => Buffer.from(text)) ?? null;
  return {
    needles,
    orderOf,
    orderAt(lines, start, byteLength, capturedAtMs) {
      if (!holdsAny(needles, lines, start, byteLength)) return -1;
      return orderOf(textAt(lines, start, start + byteLength), capturedAtMs);
    },
  };
}

function holdsAny(needles: readonly Buffer[] | null, bytes: Uint8Array, start: number, byteLength: number): boolean {
  if (needles === null) return true;
  const range = Buffer.from(bytes.buffer, bytes.byteOffset + start, byteLength);
  return needles.some((needle) => range.includes(needle));
}

async function hasEventsOf(options: FindUsers, finder: Finder, load: Load): Promise<boolean> {
  const { directory, project, orders, signal } = options;
  const untilMs = Math.max(...orders.map((order) => order.untilMs));
  for (const { databaseId, part } of load.file.parts) {
    const path = join(loadFolder(directory, project, load.id), eventsFile(databaseId, part));
    try {
      const file = await openBlockFile(path);
      for (const place of file.groups) {
        signal?.throwIfAborted();
        if ((place.captured ?? load.captured).fromMs > untilMs) continue;
        if (await isInGroup(file, place, finder, load)) return true;
      }
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw lakeFailure(path, error);
    }
  }
  return false;
}

/** Most row groups don't hold a needle, and then nothing else of them is read. */
async function isInGroup(file: BlockFile, place: GroupPlace, finder: Finder, load: Load): Promise<boolean> {
  if (finder.needles) {
    const lines = await pageValues(await readColumn(file, place, "lines"), columnOf(place, "lines"), false);
    if (!holdsAny(finder.needles, lines, 0, lines.byteLength)) return false;
  }
  const group = await decodeGroup(file, place);
  for (const block of group.blocks) {
    const { firstRecord, records } = block;
    const { lines, starts, tsPlaces } = group.batch(block, firstRecord, firstRecord + records);
    for (let index = 0; index < records; index++) {
      const start = (starts[index] ?? 0) + eventLine.profile;
      const byteLength = (tsPlaces[index] ?? 0) - eventLine.beforeTs - start;
      const capturedAtMs = group.capturedMs?.[firstRecord + index] ?? load.captured.fromMs;
      if (finder.orderAt(lines, start, byteLength, capturedAtMs) >= 0) return true;
    }
  }
  return false;
}

interface FoundStates {
  /** Null where there are none. */
  readonly keeps: KeepsProfile | null;
  /** For each order. */
  readonly counts: readonly number[];
}

async function statesOf({ duckdb, ...options }: FindUsers, finder: Finder, load: Load): Promise<FoundStates> {
  const { orders, directory, project, signal } = options;
  const counts = orders.map(() => 0);
  const files = load.file.profiles.parts.map((part) => statesFile(options, load, part));
  if (files.length === 0) return { keeps: null, counts };
  // Not in the SQL, which an error could repeat.
  const needles = finder.needles?.map(String) ?? [];
  const isCandidate = finder.needles ? needles.map((_, at) => `contains(profile, $${at + 1})`).join(" OR ") : "true";
  const hashes = orders.map(() => new Set<string>());
  try {
    const result = await duckdb.stream(
      `SELECT sha256(profile), profile, captured::DOUBLE FROM (${allStatesSql(files)}) WHERE ${isCandidate}`,
      needles,
    );
    for (;;) {
      const chunk = await result.fetchChunk();
      signal?.throwIfAborted();
      if (!chunk || chunk.rowCount === 0) break;
      for (const [hash, profile, captured] of chunk.getRows()) {
        const order = finder.orderOf(String(profile), Number(captured));
        if (order < 0) continue;
        counts[order] = (counts[order] ?? 0) + 1;
        hashes[order]?.add(String(hash));
      }
    }
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw lakeFailure(loadFolder(directory, project, load.id), error);
  }
  const gone = hashes.flatMap((own, place) =>
    own.size === 0
      ? []
      : [`captured <= ${orders[place]?.untilMs ?? 0} AND sha256(profile) IN (${[...own].map(sqlText)})`],
  );
  return { keeps: gone.length === 0 ? null : `NOT (${gone.map((one) => `(${one})`).join(" OR ")})`, counts };
}
