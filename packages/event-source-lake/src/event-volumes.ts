import { join } from "node:path";
import type { EventVolume } from "@sluice/event-source";
import { compareCodePoints, type EpochMs } from "@sluice/types";
import { readInstants } from "./blocks/decode-group.ts";
import { lakeFailure } from "./errors.ts";
import { type EventRows, eventsFile, loadFolder } from "./lake-layout.ts";
import type { Load } from "./list-loads.ts";
import type { PlanningLake } from "./plan-segments.ts";
import { always } from "./selection.ts";

/**
 * Counts each event's records between each two neighbouring instants. What loads say of themselves is enough where an
 * event's rows lie within one stretch, and where stretches end with UTC days; of others the `ts` at the borders are read.
 */
export async function eventVolumes(
  lake: PlanningLake,
  project: string,
  boundariesMs: readonly EpochMs[],
): Promise<EventVolume[]> {
  const counts = new Map<string, number[]>();
  const [fromMs = 0, toMs = 0] = [boundariesMs.at(0), boundariesMs.at(-1)];
  const state = await lake.log.latest(project);
  for await (const load of lake.listLoads(project, state.loads.values(), { captured: always, ts: { fromMs, toMs } })) {
    for (const { databaseId, part, events } of load.file.parts) {
      for (const rows of events) {
        if (rows.maxTsMs < fromMs || rows.minTsMs >= toMs) continue;
        const known = counts.get(rows.eventName) ?? new Array<number>(boundariesMs.length - 1).fill(0);
        counts.set(rows.eventName, known);
        const add = (stretch: number, records: number): void => {
          if (stretch in known) known[stretch] = (known[stretch] ?? 0) + records;
        };
        if (!addDescribed(rows, boundariesMs, add))
          await addRead(lake, project, load, { databaseId, part }, rows, boundariesMs, add);
      }
    }
  }
  return [...counts]
    .filter(([, records]) => records.some((count) => count > 0))
    .map(([eventName, records]) => ({ eventName, records }))
    .sort((a, b) => compareCodePoints(a.eventName, b.eventName));
}

const dayMs = 86_400_000;

/** Adds what the load says of the rows; false where that is not enough. */
function addDescribed(
  { rows, minTsMs, maxTsMs, days }: EventRows,
  boundariesMs: readonly EpochMs[],
  add: (stretch: number, records: number) => void,
): boolean {
  const stretch = stretchOf(minTsMs, boundariesMs);
  if (stretch === stretchOf(maxTsMs, boundariesMs)) {
    add(stretch, rows);
    return true;
  }
  const within = boundariesMs.filter((boundaryMs) => boundaryMs > minTsMs && boundaryMs <= maxTsMs);
  if (within.some((boundaryMs) => boundaryMs % dayMs !== 0)) return false;
  for (const [day, records] of days) {
    // The first and the last day may reach over what there is, but not over a boundary.
    add(stretchOf(Math.min(Math.max(day * dayMs, minTsMs), maxTsMs), boundariesMs), records);
  }
  return true;
}

/** -1 before the first boundary, one too many from the last one on. */
function stretchOf(tsMs: EpochMs, boundariesMs: readonly EpochMs[]): number {
  return boundariesMs.findLastIndex((boundaryMs) => tsMs >= boundaryMs);
}

async function addRead(
  { directory, files }: PlanningLake,
  project: string,
  load: Load,
  { databaseId, part }: { readonly databaseId: number; readonly part: number },
  rows: EventRows,
  boundariesMs: readonly EpochMs[],
  add: (stretch: number, records: number) => void,
): Promise<void> {
  const path = join(loadFolder(directory, project, load.id), eventsFile(databaseId, part));
  try {
    const file = await files.open(path);
    for (const group of file.groups) {
      const from = Math.max(rows.firstRow, group.firstRow);
      const to = Math.min(rows.firstRow + rows.rows, group.firstRow + group.records);
      if (from >= to) continue;
      const stretch = stretchOf(group.ts.fromMs, boundariesMs);
      if (stretch === stretchOf(group.ts.toMs, boundariesMs)) {
        add(stretch, to - from);
        continue;
      }
      const tsMs = await readInstants(file, group, "ts");
      for (let row = from; row < to; row++) {
        add(stretchOf(tsMs[row - group.firstRow] ?? 0, boundariesMs), 1);
      }
    }
  } catch (error) {
    throw lakeFailure(path, error);
  }
}
