import { link, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { lakeFailure } from "../errors.ts";
import { type LoadFile, loadFolder, type ProfileRows, profilesFile } from "../lake-layout.ts";
import type { Load } from "../list-loads.ts";
import type { LogPlace } from "../log/commit-entry.ts";
import { allStatesSql, type StatesFile } from "../profile-states.ts";
import { sqlText } from "../sql-text.ts";

/** SQL for which states stay, by `user_key`, `profile` and `captured`. */
export type KeepsProfile = string;

type ProfilePart = LoadFile["profiles"]["parts"][number];

/** Profiles of so many bytes on average lie in small files of their own, which stay as they are. */
const largeProfileBytes = 8 * 1024;
const rowGroupBytes = "8MB";

/** Writes the states of some loads' users into one file for each database, with when each was captured beside it. */
export async function rewriteProfiles(
  place: LogPlace,
  loads: readonly Load[],
  data: string,
  keeps: KeepsProfile | null,
): Promise<ProfilePart[]> {
  const found = loads.flatMap((load) =>
    load.file.profiles.parts.map((part) => ({ part, file: statesFile(place, load, part) })),
  );
  if (found.length === 0) return [];
  const databases = [...new Set(found.map(({ part }) => part.databaseId))].sort((a, b) => a - b);
  const written: ProfilePart[] = [];
  const next = (databaseId: number) => written.filter((part) => part.databaseId === databaseId).length;
  const duckdb = await DuckDBInstance.create(":memory:", {
    memory_limit: "256MB",
    threads: "1",
    temp_directory: join(data, "..", "spill"),
    // One thread writes the sorted rows, so they lie in their order although row groups are cut by size.
    preserve_insertion_order: "false",
  });
  try {
    for (const databaseId of databases) {
      const own = found.filter(({ part }) => part.databaseId === databaseId);
      const isLarge = ({ part }: (typeof own)[number]) => part.bytes >= part.rows * largeProfileBytes;
      const groups = [own.filter((one) => !isLarge(one)), ...own.filter(isLarge).map((one) => [one])];
      for (const group of groups) {
        const path = join(data, profilesFile(databaseId, next(databaseId)));
        await mkdir(dirname(path), { recursive: true });
        const rows = await writeGroup(duckdb, group, path, keeps);
        if (rows) written.push({ databaseId, part: next(databaseId), ...rows });
      }
    }
    return written;
  } finally {
    duckdb.closeSync();
  }
}

/** A part's file, as SQL reads it. */
export function statesFile({ directory, project }: LogPlace, load: Load, part: ProfilePart): StatesFile {
  const { captured = load.captured } = part;
  const path = join(loadFolder(directory, project, load.id), profilesFile(part.databaseId, part.part));
  return { path, captured, isMerged: captured.fromMs !== captured.toMs };
}

async function writeGroup(
  duckdb: DuckDBInstance,
  group: readonly { readonly part: ProfilePart; readonly file: StatesFile }[],
  path: string,
  keeps: KeepsProfile | null,
): Promise<ProfileRows | null> {
  const [only] = group;
  if (!only) return null;
  const files = group.map(({ file }) => file);
  const captured = {
    fromMs: Math.min(...files.map((file) => file.captured.fromMs)),
    toMs: Math.max(...files.map((file) => file.captured.toMs)),
  };
  if (group.length === 1 && keeps === null) {
    await link(only.file.path, path);
    return { rows: only.part.rows, bytes: only.part.bytes, captured };
  }
  const withCaptured = captured.fromMs !== captured.toMs;
  const connection = await duckdb.connect();
  try {
    await connection.run(
      `COPY (SELECT ${withCaptured ? "*" : "* EXCLUDE (captured)"} FROM (${allStatesSql(files)}) WHERE ${keeps ?? "true"}
             ORDER BY user_hash, user_key, captured, place)
       TO ${sqlText(path)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE_BYTES '${rowGroupBytes}')`,
    );
    const result = await connection.runAndReadAll(
      `SELECT count(*)::DOUBLE, coalesce(sum(bytes), 0)::DOUBLE FROM read_parquet(${sqlText(path)}, hive_partitioning = false)`,
    );
    const [rows = 0, bytes = 0] = (result.getRowsJS()[0] ?? []).map(Number);
    if (rows === 0) await rm(path);
    return rows === 0 ? null : { rows, bytes, captured };
  } catch (error) {
    throw lakeFailure(path, error);
  } finally {
    connection.closeSync();
  }
}
