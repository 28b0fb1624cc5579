import type { ProfileQuery } from "@sluice/event-source";
import { profileTexts } from "@sluice/record-batch";
import type { PlannedSegment } from "@sluice/types";
import { expect } from "vitest";
import type { Lake } from "../src/open-lake.ts";
import { limits, project } from "./lake.ts";

export function profileLine(profile: Record<string, unknown>, updatedAt?: unknown): string {
  return JSON.stringify({ type: "profile", profile, updatedAt });
}

export const everybody: ProfileQuery = { project, capturedFromMs: 0, capturedBeforeMs: Number.MAX_SAFE_INTEGER };

export async function planned(lake: Lake, query: Partial<ProfileQuery> = {}, segmentLimits = limits) {
  const segments: PlannedSegment[] = [];
  for await (const segment of lake.planProfiles({ ...everybody, ...query }, segmentLimits)) segments.push(segment);
  return segments;
}

export async function readAll(lake: Lake, segments: readonly PlannedSegment[]) {
  const found: { profile: string; tsMs: number; databaseId: number }[] = [];
  for (const { token, databaseId, records } of segments) {
    let read = 0;
    for await (const batch of lake.readProfiles({ project, token }, new AbortController().signal)) {
      read += batch.length;
      for (const [index, profile] of profileTexts(batch).entries()) {
        found.push({ profile, tsMs: batch.tsMs[index] ?? 0, databaseId });
      }
    }
    expect(read).toBe(records);
  }
  return found;
}

export const statesOf = async (lake: Lake, query: Partial<ProfileQuery> = {}) =>
  (await readAll(lake, await planned(lake, query))).map(({ profile }) => profile).sort();
