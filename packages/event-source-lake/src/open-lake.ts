import { DuckDBInstance } from "@duckdb/node-api";
import type { EventNameSummary, EventSource } from "@sluice/event-source";
import { compareCodePoints } from "@sluice/types";
import { blockFiles } from "./blocks/block-files.ts";
import { eventVolumes } from "./event-volumes.ts";
import { loadLister } from "./list-loads.ts";
import { isProjectLoaded } from "./load/project-databases.ts";
import { type LogReader, logReader } from "./log/read-log.ts";
import { planProfiles } from "./plan-profiles.ts";
import { type PlanningLake, planSegments } from "./plan-segments.ts";
import { readProfiles } from "./read-profiles.ts";
import { readSegment } from "./read-segment.ts";
import { seal } from "./seal.ts";
import { everything } from "./selection.ts";

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
  let duckdb: Promise<DuckDBInstance> | undefined;
  const openDuckdb = () => {
    duckdb ??= DuckDBInstance.create(":memory:", {
      memory_limit: `${memoryLimitMb}MB`,
      threads: String(threads),
      // Records keep the order of their file.
      preserve_insertion_order: "true",
    });
    return duckdb;
  };
  const files = blockFiles();
  const [log, listLoads] = [logOfLayout(directory), loadLister(directory)];
  const planning = { directory, files, log, listLoads };
  const profiles = { directory, duckdb: openDuckdb, log, listLoads };
  return {
    eventNames: (project) => eventNames(planning, project),
    eventVolumes: (project, boundariesMs) => eventVolumes(planning, project, boundariesMs),
    async seal(project, capturedBeforeMs) {
      await log.latest(project);
      await seal({ directory, project }, capturedBeforeMs);
    },
    plan: (query, limits, signal) => planSegments(planning, query, limits, signal),
    read: (segment, signal) => readSegment({ directory, files, log }, segment, signal),
    planProfiles: (query, limits, signal) => planProfiles(profiles, query, limits, signal),
    readProfiles: (segment, signal) => readProfiles(profiles, segment, signal),
    async [Symbol.asyncDispose]() {
      (await duckdb)?.closeSync();
    },
  };
}

/** Reads the logs of projects that have the present layout: those of others may be half converted. */
function logOfLayout(directory: string): LogReader {
  const log = logReader(directory);
  const checked = new Set<string>();
  const check = async (project: string): Promise<void> => {
    if (!checked.has(project) && (await isProjectLoaded(directory, project))) checked.add(project);
  };
  return {
    async latest(project) {
      await check(project);
      return log.latest(project);
    },
    async at(project, entries) {
      await check(project);
      return log.at(project, entries);
    },
  };
}

async function eventNames({ log, listLoads }: PlanningLake, project: string): Promise<EventNameSummary[]> {
  const summaries = new Map<string, EventNameSummary>();
  for await (const { file } of listLoads(project, (await log.latest(project)).loads.values(), everything)) {
    for (const { eventName, rows, minTsMs, maxTsMs } of file.parts.flatMap(({ events }) => events)) {
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
