import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EventQuery } from "@sluice/event-source";
import { eventTexts } from "@sluice/record-batch";
import type { PlannedSegment } from "@sluice/types";
import { type LoadRecords, loadRecords } from "../src/load/load-records.ts";
import type { Lake } from "../src/open-lake.ts";

export const project = "acme";
export const limits = { maxRecords: 1_000_000, maxSourceBytes: 2 ** 29, parallelism: 1 };
export const day = Date.UTC(2026, 0, 1);

export async function testFolder() {
  const path = await mkdtemp(join(tmpdir(), "sluice-lake-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

export async function loadLines(directory: string, lines: readonly string[], options: Partial<LoadRecords> = {}) {
  const path = join(directory, `input-${Math.random()}.jsonl`);
  await writeFile(path, lines.join("\n"));
  return loadRecords({ directory, project, inputs: [{ path, kind: "jsonl" }], ...options });
}

export function eventLine(fields: Record<string, unknown>): string {
  return JSON.stringify({ type: "event", eventName: "Viewed", ts: day, ...fields });
}

export const everything: EventQuery = {
  project,
  window: { axis: "ts", fromMs: 0, toMs: Number.MAX_SAFE_INTEGER },
  eventNames: null,
  capturedBeforeMs: Number.MAX_SAFE_INTEGER,
};

export async function planned(lake: Lake, query: Partial<EventQuery> = {}, segmentLimits = limits) {
  const segments: PlannedSegment[] = [];
  for await (const segment of lake.plan({ ...everything, ...query }, segmentLimits)) segments.push(segment);
  return segments;
}

export async function readAll(lake: Lake, segments: readonly PlannedSegment[]) {
  const records: { id: string; eventName: string | null; tsMs: number; profile: string; eventProps: string }[] = [];
  for (const { token, eventName } of segments) {
    for await (const batch of lake.read({ project, token }, new AbortController().signal)) {
      for (const { eventId, tsMs, profile, eventProps } of eventTexts(batch)) {
        records.push({ id: eventId, eventName, tsMs, profile, eventProps });
      }
    }
  }
  return records;
}
