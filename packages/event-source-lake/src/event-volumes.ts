import { join } from "node:path";
import type { DuckDBInstance } from "@duckdb/node-api";
import type { EventVolume } from "@sluice/event-source";
import { compareCodePoints, type EpochMs } from "@sluice/types";
import { lakeFailure } from "./errors.ts";
import { type EventRows, eventsFile, loadsFolder } from "./lake-layout.ts";
import type { PlanningLake } from "./plan-segments.ts";
import { sqlText } from "./sql-text.ts";

/** Files that one query has open. */
const maxFiles = 64;

/**
 * Counts each event's records between each two neighbouring instants. What loads say of themselves is enough for a part
 * whose events each lie within one stretch; of other parts that reach into any, the names and `ts` are read.
 */
export async function eventVolumes(
  { directory, duckdb, listLoads }: PlanningLake,
  project: string,
  boundariesMs: readonly EpochMs[],
): Promise<EventVolume[]> {
  const counts = new Map<string, number[]>();
  const add = ({ eventName, stretch, records }: Count) => {
    const known = counts.get(eventName) ?? new Array<number>(boundariesMs.length - 1).fill(0);
    known[stretch] = (known[stretch] ?? 0) + records;
    counts.set(eventName, known);
  };
  const files: string[] = [];
  const [fromMs = 0, toMs = 0] = [boundariesMs.at(0), boundariesMs.at(-1)];
  for await (const load of listLoads(project, { fromMs: 0, toMs: Number.POSITIVE_INFINITY })) {
    for (const { databaseId, part, events } of load.parts) {
      const within = events.filter(({ minTsMs, maxTsMs }) => maxTsMs >= fromMs && minTsMs < toMs);
      const known = within.map((rows) => countOf(rows, boundariesMs));
      if (known.includes(null)) {
        files.push(join(loadsFolder(directory, project), load.name, eventsFile(databaseId, part)));
      } else {
        for (const count of known) if (count) add(count);
      }
    }
  }
  for (let start = 0; start < files.length; start += maxFiles) {
    for (const count of await countIn(duckdb, files.slice(start, start + maxFiles), boundariesMs)) add(count);
  }
  return [...counts]
    .map(([eventName, records]) => ({ eventName, records }))
    .sort((a, b) => compareCodePoints(a.eventName, b.eventName));
}

interface Count {
  readonly eventName: string;
  readonly stretch: number;
  readonly records: number;
}

/** All of the rows, where they lie within one stretch; null where they don't. */
function countOf({ eventName, rows, minTsMs, maxTsMs }: EventRows, boundariesMs: readonly EpochMs[]): Count | null {
  const stretch = boundariesMs.findLastIndex((boundaryMs) => minTsMs >= boundaryMs);
  const endMs = boundariesMs[stretch + 1];
  return stretch >= 0 && endMs !== undefined && maxTsMs < endMs ? { eventName, stretch, records: rows } : null;
}

async function countIn(
  duckdb: DuckDBInstance,
  files: readonly string[],
  boundariesMs: readonly EpochMs[],
): Promise<Count[]> {
  const [fromMs, ...others] = boundariesMs;
  const toMs = others.pop();
  const stretch = ["0", ...others.map((boundaryMs) => `(ts >= ${boundaryMs})::INTEGER`)].join(" + ");
  const connection = await duckdb.connect();
  try {
    // A byte order mark that a text begins with would be lost on its way out of DuckDB, so names begin with a dot.
    const result = await connection.runAndReadAll(
      `SELECT '.' || event_name, stretch, count(*)::DOUBLE
       FROM (SELECT event_name, ${stretch} AS stretch
             FROM read_parquet([${files.map(sqlText).join(", ")}], hive_partitioning = false)
             WHERE ts >= ${fromMs} AND ts < ${toMs})
       GROUP BY event_name, stretch`,
    );
    return result.getRows().map(([name, ...figures]) => {
      const [inStretch = 0, records = 0] = figures.map(Number);
      return { eventName: String(name).slice(1), stretch: inStretch, records };
    });
  } catch (error) {
    const [file = "", ...more] = files;
    if (more.length === 0) throw lakeFailure(file, error);
  } finally {
    connection.closeSync();
  }
  // One by one, so that the file that cannot be read is named.
  const counts: Count[] = [];
  for (const file of files) counts.push(...(await countIn(duckdb, [file], boundariesMs)));
  return counts;
}
