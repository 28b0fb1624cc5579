import { DOUBLE, type DuckDBConnection, INTEGER, VARCHAR } from "@duckdb/node-api";
import { type ProfileRows, profilesFile } from "../lake-layout.ts";
import { sqlText } from "../sql-text.ts";
import type { ProfileRecord } from "./profile-record.ts";
import type { TableKind } from "./staged-table.ts";
import { databaseOf, hashOf } from "./user-key.ts";

/** States of users lie sorted by the hash of the user and the user, so that a range of hashes is read alone. */
export const profilesTable: TableKind<ProfileRecord, ProfileRows> = {
  columns: [
    ["db", "INTEGER", INTEGER],
    ["user_hash", "DOUBLE", DOUBLE],
    ["user_key", "VARCHAR", VARCHAR],
    ["updated_at", "DOUBLE", DOUBLE],
    ["place", "DOUBLE", DOUBLE],
    ["profile", "VARCHAR", VARCHAR],
  ],
  row({ user, updatedAtMs, profile }, databases, place) {
    const key = `${user.by} ${user.value}`;
    return [databaseOf(user.value, databases), hashOf(key), key, updatedAtMs, place, profile];
  },
  textLength: ({ profile }) => profile.length,
  // Users are compared while they are read, which takes memory, too.
  largeRecordBytes: 8 * 1024,
  fileName: profilesFile,
  async write(connection, databaseId, file) {
    await connection.run(
      `COPY (SELECT user_hash::BIGINT AS user_hash, user_key, updated_at::BIGINT AS updated_at, place::BIGINT AS place,
                    strlen(profile)::BIGINT AS bytes, profile
             FROM staged WHERE db = ${databaseId} ORDER BY staged.user_hash, user_key, staged.place)
       TO ${sqlText(file)} (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE_BYTES '${rowGroupBytes}')`,
    );
    return profileRows(connection, file);
  },
};

/** A row group is read at once, so it is kept small. */
const rowGroupBytes = "8MB";

async function profileRows(connection: DuckDBConnection, file: string): Promise<ProfileRows> {
  const result = await connection.runAndReadAll(
    `SELECT count(*)::DOUBLE, sum(bytes)::DOUBLE FROM read_parquet(${sqlText(file)}, hive_partitioning = false)`,
  );
  const [rows = 0, bytes = 0] = (result.getRowsJS()[0] ?? []).map(Number);
  return { rows, bytes };
}
