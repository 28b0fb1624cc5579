import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import type { SegmentRef } from "@sluice/event-source";
import { profileBatch } from "@sluice/record-batch";
import type { ProfileBatch } from "@sluice/types";
import { lakeDamaged, lakeForgotten } from "./errors.ts";
import { projectFolder } from "./lake-layout.ts";
import { planFailure } from "./plan-failure.ts";
import type { ProfilesLake } from "./plan-profiles.ts";
import { addProfileFiles, capturedBefore, type HashRange, type StatesFiles, statesSql } from "./profile-states.ts";
import { type ProfileSegment, parseProfileToken } from "./profile-token.ts";

/** Users are compared in memory, by several jobs at once, so a long segment is read as several short ranges. */
const maxBytesAtOnce = 4 * 1024 * 1024;

/** Reads the latest state of each user of a segment, in the order of their hashes. */
export async function* readProfiles(
  lake: ProfilesLake,
  { project, token }: SegmentRef,
  signal: AbortSignal,
): AsyncGenerator<ProfileBatch> {
  const { directory, duckdb, log, listLoads } = lake;
  const segment = parseProfileToken(token);
  const files: StatesFiles = { changed: [], earlier: [] };
  const state = await (segment.at === null ? log.latest(project) : log.at(project, segment.at));
  const plan = { project, at: segment.at ?? state.at, loads: null };
  const folder = projectFolder(directory, project);
  let read = 0;
  const connection = await (await duckdb()).connect();
  try {
    for await (const load of listLoads(project, state.loads.values(), capturedBefore(segment))) {
      addProfileFiles(files, { directory, project, ...segment }, load, segment.databaseId);
    }
    for (const range of rangesOf(segment)) {
      for await (const batch of readRange(connection, latestSql(files, range, segment), signal)) {
        read += batch.length;
        yield batch;
      }
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw await planFailure(lake, plan, folder, error);
  } finally {
    connection.closeSync();
  }
  if (read === segment.records) return;
  throw segment.at === null && state.lastForgetAt > 0 ? lakeForgotten() : lakeDamaged(folder);
}

function* rangesOf({ from, to, bytesToRead }: ProfileSegment): Generator<HashRange> {
  const count = Math.min(to - from, Math.max(1, Math.ceil(bytesToRead / maxBytesAtOnce)));
  const border = (index: number) => from + Math.floor(((to - from) * index) / count);
  for (let index = 0; index < count; index++) yield { from: border(index), to: border(index + 1) };
}

function latestSql(files: StatesFiles, range: HashRange, segment: ProfileSegment): string {
  return `SELECT updated::DOUBLE, profile
    FROM (
      SELECT user_hash, user_id, arg_max(captured, version) AS captured, arg_max(updated, version) AS updated,
             arg_max(profile, version) AS profile
      FROM (${statesSql(files, range, segment)}) GROUP BY user_hash, user_id
    )
    WHERE captured >= ${segment.capturedFromMs} ORDER BY user_hash, user_id`;
}

async function* readRange(
  connection: DuckDBConnection,
  sql: string,
  signal: AbortSignal,
): AsyncGenerator<ProfileBatch> {
  signal.throwIfAborted();
  const result = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    signal.throwIfAborted();
    if (!chunk || chunk.rowCount === 0) return;
    yield batchOf(chunk);
  }
}

function batchOf(chunk: DuckDBDataChunk): ProfileBatch {
  const [updated = [], profiles = []] = [chunk.getColumnValues(0), chunk.getColumnValues(1)];
  return profileBatch(
    profiles.map((profile) => Buffer.from(String(profile))),
    updated.map(Number),
  );
}
