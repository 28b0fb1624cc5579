import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { segmentCount } from "@sluice/chunking";
import type { ProfileQuery } from "@sluice/event-source";
import { type PlannedSegment, SchemaUnion, type SegmentLimits } from "@sluice/types";
import { lakeFailure } from "./errors.ts";
import { projectFolder } from "./lake-layout.ts";
import type { ListLoads } from "./list-loads.ts";
import type { LogReader } from "./log/read-log.ts";
import { addProfileFiles, capturedBefore, hashes, type StatesFiles, statesSql } from "./profile-states.ts";
import { profileSegmentToken } from "./profile-token.ts";

export interface ProfilesLake {
  readonly directory: string;
  readonly duckdb: () => Promise<DuckDBInstance>;
  readonly log: LogReader;
  readonly listLoads: ListLoads;
}

/** Cuts the users that a query chooses, database by database, into ranges of their hashes within the limits. */
export async function* planProfiles(
  lake: ProfilesLake,
  query: ProfileQuery,
  limits: SegmentLimits,
  signal?: AbortSignal,
): AsyncGenerator<PlannedSegment> {
  const databases = new Map<number, States>();
  const keys = new SchemaUnion();
  const state = await lake.log.latest(query.project);
  const { at } = state;
  for await (const load of lake.listLoads(query.project, state.loads.values(), capturedBefore(query))) {
    signal?.throwIfAborted();
    const { parts } = load.file.profiles;
    keys.add({ profile: load.file.profiles.keys, deviceInfo: [], eventProps: [], sessionProps: [] });
    for (const databaseId of new Set(parts.map((part) => part.databaseId))) {
      const states = databases.get(databaseId) ?? { changed: [], earlier: [], rows: 0, bytes: 0 };
      addProfileFiles(states, { directory: lake.directory, ...query }, load, databaseId);
      databases.set(databaseId, states);
      const own = parts.filter(
        ({ databaseId: ofPart, captured = load.captured }) =>
          ofPart === databaseId && captured.toMs >= query.capturedFromMs,
      );
      states.rows += own.reduce((sum, { rows }) => sum + rows, 0);
      states.bytes += own.reduce((sum, { bytes }) => sum + bytes, 0);
    }
  }
  const schema = keys.toSchema();
  for (const databaseId of [...databases.keys()].sort((a, b) => a - b)) {
    const states = databases.get(databaseId);
    if (!states || states.rows === 0) continue;
    for await (const { records, bytes, ...rows } of cutIntoSegments(lake, query, states, limits, signal)) {
      const token = profileSegmentToken({ at, databaseId, records, ...rows, ...capturedOf(query) });
      yield { eventName: null, databaseId, records, sourceBytes: bytes, schema, token };
    }
  }
}

function capturedOf({ capturedFromMs, capturedBeforeMs }: ProfileQuery) {
  return { capturedFromMs, capturedBeforeMs };
}

/** What the loads hold of one database's users; a user may have many states. Those of the window are counted. */
interface States extends StatesFiles {
  rows: number;
  bytes: number;
}

/** A range of hashes, the users in it that are chosen, and the text of all states that has to be read for them. */
interface Range {
  readonly from: number;
  readonly to: number;
  readonly records: number;
  readonly bytes: number;
  readonly bytesToRead: number;
}

async function* cutIntoSegments(
  lake: ProfilesLake,
  query: ProfileQuery,
  states: States,
  limits: SegmentLimits,
  signal?: AbortSignal,
): AsyncGenerator<Range> {
  const { maxRecords, maxSourceBytes } = evenLimits(states, limits);
  let open: Range | undefined;
  for await (const slot of slotsOf(lake, query, states, limits, signal)) {
    const isFull =
      open &&
      (open.records + slot.records > maxRecords || open.bytes + slot.bytes > maxSourceBytes) &&
      open.records > 0;
    if (open && isFull) yield open;
    open = open && !isFull ? joined(open, slot) : slot;
  }
  if (open && open.records > 0) yield open;
}

/** Shares of about the same size; as slots are not cut, a share has room for one more. */
function evenLimits({ rows, bytes }: States, limits: SegmentLimits): Omit<SegmentLimits, "parallelism"> {
  const shares = segmentCount([{ records: rows, sourceBytes: bytes }], limits);
  const slots = slotCount({ rows, bytes }, limits);
  return {
    maxRecords: Math.min(limits.maxRecords, Math.ceil(rows / shares + rows / slots)),
    maxSourceBytes: Math.min(limits.maxSourceBytes, Math.ceil(bytes / shares + bytes / slots)),
  };
}

function joined(a: Range, b: Range): Range {
  return {
    from: a.from,
    to: b.to,
    records: a.records + b.records,
    bytes: a.bytes + b.bytes,
    bytesToRead: a.bytesToRead + b.bytesToRead,
  };
}

/** A slot is the smallest range that a segment may begin or end with. */
const maxSlotRows = 2_000;
const maxSlots = 2 ** 20;
/** So many states are held, without their text, while users are counted. */
const maxCountedRows = 200_000;

async function* slotsOf(
  { directory, duckdb }: ProfilesLake,
  query: ProfileQuery,
  states: States,
  limits: SegmentLimits,
  signal?: AbortSignal,
): AsyncGenerator<Range> {
  const { project, capturedFromMs } = query;
  const { rows } = states;
  const slots = slotCount(states, limits);
  const width = Math.ceil(hashes / slots);
  const slotsAtOnce = Math.max(1, Math.floor(maxCountedRows / (rows / slots)));
  const connection = await (await duckdb()).connect();
  try {
    for (let from = 0; from < hashes; from += slotsAtOnce * width) {
      signal?.throwIfAborted();
      const range = { from, to: Math.min(hashes, from + slotsAtOnce * width) };
      for (const [slot = 0, records = 0, text = 0, bytesToRead = 0] of await countUsers(
        connection,
        `SELECT slot::DOUBLE, (count(*) FILTER (WHERE captured >= ${capturedFromMs}))::DOUBLE,
                coalesce(sum(bytes) FILTER (WHERE captured >= ${capturedFromMs}), 0)::DOUBLE, sum(bytes_to_read)::DOUBLE
         FROM (
           SELECT user_hash // ${width} AS slot, arg_max(captured, version) AS captured,
                  arg_max(bytes, version) AS bytes,
                  coalesce(sum(bytes) FILTER (WHERE captured >= ${capturedFromMs}), 0) AS bytes_to_read
           FROM (${statesSql(states, range, query)}) GROUP BY slot, user_id
         ) GROUP BY slot ORDER BY slot`,
      )) {
        yield { from: slot * width, to: Math.min(hashes, (slot + 1) * width), records, bytes: text, bytesToRead };
      }
    }
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw lakeFailure(projectFolder(directory, project), error);
  } finally {
    connection.closeSync();
  }
}

function slotCount(
  { rows, bytes }: Pick<States, "rows" | "bytes">,
  { maxRecords, maxSourceBytes }: SegmentLimits,
): number {
  const rowsPerSlot = Math.min(maxSlotRows, Math.max(1, maxRecords / 8));
  return Math.min(maxSlots, Math.ceil(Math.max(rows / rowsPerSlot, bytes / Math.max(1, maxSourceBytes / 8))));
}

async function countUsers(connection: DuckDBConnection, sql: string): Promise<number[][]> {
  const result = await connection.runAndReadAll(sql);
  return result.getRowsJS().map((row) => row.map(Number));
}
