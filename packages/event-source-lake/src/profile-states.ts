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

/** The files with states of a database's users in one load. */
export function profileFiles(lake: string, project: string, load: Load, databaseId: number): string[] {
  return load.profiles.parts
    .filter((part) => part.databaseId === databaseId)
    .map(({ part }) => join(loadsFolder(lake, project), load.name, profilesFile(databaseId, part)));
}

export function capturedBefore({ capturedBeforeMs }: Pick<ProfileQuery, "capturedBeforeMs">) {
  return { fromMs: 0, toMs: capturedBeforeMs };
}

/**
 * SQL for every state of the users in a range of hashes, with a `version` that orders the states of a user: by when they
 * were updated (no later than they were captured, so that a clock far ahead can't hide what follows), then by when they
 * were captured, then by their place in the load.
 */
export function statesSql(files: readonly string[], { from, to }: HashRange): string {
  return `SELECT *, (updated, captured, place) AS version
    FROM (
      SELECT *, least(coalesce(updated_at, captured), captured) AS updated
      FROM (
        SELECT *, regexp_extract(filename, '.*/(\\d{15})-[0-9a-f]+/db-\\d+/[^/]+$', 1)::BIGINT AS captured
        FROM read_parquet([${files.map(sqlText).join(", ")}], filename = true, hive_partitioning = false)
        WHERE user_hash >= ${from} AND user_hash < ${to}
      )
    )`;
}
