import { join } from "node:path";
import type { ProfileQuery } from "@sluice/event-source";
import { type CapturedSpan, loadFolder, profilesFile } from "./lake-layout.ts";
import type { Load } from "./list-loads.ts";
import { always, type Selection } from "./selection.ts";
import { sqlText } from "./sql-text.ts";

/** A range of user hashes, `[from, to)`. */
export interface HashRange {
  readonly from: number;
  readonly to: number;
}

/** One more than the greatest hash of a user. */
export const hashes = 2 ** 32;

/** A file with states, and when they were captured. */
export interface StatesFile {
  readonly path: string;
  readonly captured: CapturedSpan;
  /** Whether the file says of each state when it was captured. */
  readonly isMerged: boolean;
}

/** The files that hold a database's users, of loads before a snapshot. */
export interface StatesFiles {
  /** With states of the window. A user who is in none of them has no latest state there either. */
  readonly changed: StatesFile[];
  readonly earlier: StatesFile[];
}

/** Adds the files with states of a database's users in one load. */
export function addProfileFiles(
  { changed, earlier }: StatesFiles,
  { directory, project, capturedFromMs }: { directory: string } & Pick<ProfileQuery, "project" | "capturedFromMs">,
  load: Load,
  databaseId: number,
): void {
  for (const { databaseId: ofPart, part, captured = load.captured } of load.file.profiles.parts) {
    if (ofPart !== databaseId) continue;
    const path = join(loadFolder(directory, project, load.id), profilesFile(databaseId, part));
    // A file with states of one instant doesn't repeat it.
    const file = { path, captured, isMerged: captured.fromMs !== captured.toMs };
    if (file.captured.toMs >= capturedFromMs) changed.push(file);
    if (file.captured.fromMs < capturedFromMs) earlier.push(file);
  }
}

export function capturedBefore({ capturedBeforeMs }: Pick<ProfileQuery, "capturedBeforeMs">): Selection {
  return { captured: { fromMs: always.fromMs, toMs: capturedBeforeMs }, ts: always };
}

/** Users are compared in memory, many at a time, so a long key is told by its SHA-256. */
const maxUserIdBytes = 64;

/**
 * SQL for every state of the users in a range of hashes who changed in the window, with a `version` that orders the states
 * of a user: by when they were updated (no later than they were captured, so that a clock far ahead can't hide what
 * follows), then by when they were captured, then by their place in the load. Earlier states come without their profile,
 * which nobody asks for: of all that was ever loaded, only what changed is read as a whole.
 */
export function statesSql(
  { changed, earlier }: StatesFiles,
  range: HashRange,
  { capturedFromMs, capturedBeforeMs }: Omit<ProfileQuery, "project">,
): string {
  const inWindow = filesSql(changed, range, capturedFromMs, capturedBeforeMs);
  if (earlier.length === 0) return inWindow;
  return `${inWindow} UNION ALL BY NAME
    SELECT * REPLACE ('' AS profile) FROM (${filesSql(earlier, range, 0, capturedFromMs)})
    SEMI JOIN (SELECT user_hash, user_id FROM (${inWindow})) USING (user_hash, user_id)`;
}

function filesSql(files: readonly StatesFile[], { from, to }: HashRange, fromMs: number, toMs: number): string {
  return `SELECT *, (updated, captured, place) AS version
    FROM (
      SELECT *, least(coalesce(updated_at, captured), captured) AS updated,
             CASE WHEN strlen(user_key) > ${maxUserIdBytes} THEN sha256(user_key) ELSE user_key END AS user_id
      FROM (${allStatesSql(files)})
      WHERE user_hash >= ${from} AND user_hash < ${to} AND captured >= ${fromMs} AND captured < ${toMs}
    )`;
}

/** SQL for every state in some files, each with when it was captured. */
export function allStatesSql(files: readonly StatesFile[]): string {
  const merged = files.filter(({ isMerged }) => isMerged);
  const single = files.filter(({ isMerged }) => !isMerged);
  return [
    ...(single.length > 0 ? [singleSql(single)] : []),
    ...(merged.length > 0 ? [`SELECT * FROM ${readSql(merged)}`] : []),
  ].join(" UNION ALL BY NAME ");
}

/** A file of one load doesn't say when its states were captured; the lake's log does. */
function singleSql(files: readonly StatesFile[]): string {
  const instants = files.map(({ path, captured }) => `(${sqlText(path)}, ${captured.fromMs}::BIGINT)`);
  return `SELECT * EXCLUDE (filename) FROM ${readSql(files, "filename = true")}
    JOIN (VALUES ${instants.join(", ")}) AS loads (filename, captured) USING (filename)`;
}

function readSql(files: readonly StatesFile[], option = "filename = false"): string {
  return `read_parquet([${files.map(({ path }) => sqlText(path)).join(", ")}], ${option}, hive_partitioning = false)`;
}
