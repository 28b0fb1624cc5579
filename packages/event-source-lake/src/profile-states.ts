import { join } from "node:path";
import type { ProfileQuery } from "@sluice/event-source";
import { loadsFolder, profilesFile } from "./lake-layout.ts";
import type { Load } from "./list-loads.ts";
import { sqlText } from "./sql-text.ts";

/** A range of user hashes, `[from, to)`. */
export interface HashRange {
  readonly from: number;
  readonly to: number;
}

/** One more than the greatest hash of a user. */
export const hashes = 2 ** 32;

/** The files that hold a database's users, of loads before a snapshot. */
export interface StatesFiles {
  /** Of loads in the window. A user who is in none of them has no latest state there either. */
  readonly changed: string[];
  readonly earlier: string[];
}

/** Adds the files with states of a database's users in one load. */
export function addProfileFiles(
  { changed, earlier }: StatesFiles,
  { directory, project, capturedFromMs }: { directory: string } & Pick<ProfileQuery, "project" | "capturedFromMs">,
  load: Load,
  databaseId: number,
): void {
  const files = load.capturedAtMs >= capturedFromMs ? changed : earlier;
  for (const { databaseId: ofPart, part } of load.profiles.parts) {
    if (ofPart !== databaseId) continue;
    files.push(join(loadsFolder(directory, project), load.name, profilesFile(databaseId, part)));
  }
}

export function capturedBefore({ capturedBeforeMs }: Pick<ProfileQuery, "capturedBeforeMs">) {
  return { fromMs: 0, toMs: capturedBeforeMs };
}

/** Users are compared in memory, many at a time, so a long key is told by its SHA-256. */
const maxUserIdBytes = 64;

/**
 * SQL for every state of the users in a range of hashes who changed in the window, with a `version` that orders the states
 * of a user: by when they were updated (no later than they were captured, so that a clock far ahead can't hide what
 * follows), then by when they were captured, then by their place in the load. Earlier states come without their profile,
 * which nobody asks for: of all that was ever loaded, only what changed is read as a whole.
 */
export function statesSql({ changed, earlier }: StatesFiles, range: HashRange): string {
  const inWindow = filesSql(changed, range);
  if (earlier.length === 0) return inWindow;
  return `${inWindow} UNION ALL BY NAME
    SELECT * REPLACE ('' AS profile) FROM (${filesSql(earlier, range)})
    SEMI JOIN (SELECT user_hash, user_id FROM (${inWindow})) USING (user_hash, user_id)`;
}

function filesSql(files: readonly string[], { from, to }: HashRange): string {
  return `SELECT *, (updated, captured, place) AS version
    FROM (
      SELECT *, least(coalesce(updated_at, captured), captured) AS updated
      FROM (
        SELECT *, CASE WHEN strlen(user_key) > ${maxUserIdBytes} THEN sha256(user_key) ELSE user_key END AS user_id,
               regexp_extract(filename, '.*/(\\d{15})-[0-9a-f]+/db-\\d+/[^/]+$', 1)::BIGINT AS captured
        FROM read_parquet([${files.map(sqlText).join(", ")}], filename = true, hive_partitioning = false)
        WHERE user_hash >= ${from} AND user_hash < ${to}
      )
    )`;
}
