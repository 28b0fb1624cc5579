import { DuckDBInstance } from "@duckdb/node-api";
import type { EventNameSummary, EventSource } from "@sluice/event-source";
import { compareCodePoints } from "@sluice/types";
import { eventVolumes } from "./event-volumes.ts";
import { type ListLoads, loadLister } from "./list-loads.ts";
import { seal } from "./load/seal.ts";
import { planProfiles } from "./plan-profiles.ts";
import { planSegments } from "./plan-segments.ts";
import { readProfiles } from "./read-profiles.ts";
import { readSegment } from "./read-segment.ts";

export interface LakeOptions {
  /** The lake's folder; it may be empty or not there yet. */
  readonly directory: string;
  /** What DuckDB may use for reading, in MiB. */
  readonly memoryLimitMb?: number;
  readonly threads?: number;
}

export type Lake = EventSource & AsyncDisposable;

/** Opens a folder of Parquet files as an event source. */
export async function openLake({ directory, memoryLimitMb = 128, threads = 2 }: LakeOptions): Promise<Lake> {
  const duckdb = await DuckDBInstance.create(":memory:", {
    memory_limit: `${memoryLimitMb}MB`,
    threads: String(threads),
    // Records keep the order of their file.
    preserve_insertion_order: "true",
  });
  const listLoads = loadLister(directory);
  return {
    eventNames: (project) => eventNames(listLoads, project),
    eventVolumes: (project, boundariesMs) => eventVolumes({ directory, duckdb, listLoads }, project, boundariesMs),
    seal: (project, capturedBeforeMs) => seal(directory, project, capturedBeforeMs),
    plan: (query, limits, signal) => planSegments({ directory, duckdb, listLoads }, query, limits, signal),
    read: (segment, signal) => readSegment({ directory, duckdb }, segment, signal),
    planProfiles: (query, limits, signal) => planProfiles({ directory, duckdb, listLoads }, query, limits, signal),
    readProfiles: (segment, signal) => readProfiles({ directory, duckdb, listLoads }, segment, signal),
    async [Symbol.asyncDispose]() {
      duckdb.closeSync();
    },
  };
}

async function eventNames(listLoads: ListLoads, project: string): Promise<EventNameSummary[]> {
  const summaries = new Map<string, EventNameSummary>();
  for await (const load of listLoads(project, { fromMs: 0, toMs: Number.POSITIVE_INFINITY })) {
    for (const { eventName, rows, minTsMs, maxTsMs } of load.parts.flatMap(({ events }) => events)) {
      const known = summaries.get(eventName);
      summaries.set(eventName, {
        eventName,
        records: (known?.records ?? 0) + rows,
        firstTsMs: Math.min(known?.firstTsMs ?? minTsMs, minTsMs),
        lastTsMs: Math.max(known?.lastTsMs ?? maxTsMs, maxTsMs),
      });
    }
  }
  return [...summaries.values()].sort((a, b) => compareCodePoints(a.eventName, b.eventName));
}
