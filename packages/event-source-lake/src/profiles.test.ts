import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { ProfileQuery } from "@sluice/event-source";
import type { PlannedSegment } from "@sluice/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { limits, loadLines, project, testFolder } from "../test-support/lake.ts";
import { everybody, planned, profileLine, readAll, statesOf } from "../test-support/profiles.ts";
import { openLake } from "./mod.ts";

const start = Date.UTC(2026, 0, 1);
const minute = 60_000;

describe("profiles", () => {
  test("come back as they were loaded, each user's latest state once", async () => {
    await using folder = await testFolder();
    const odd = '{"identity":"b","n":12345678901234567890,"s":"\\ud800\\u0000","__proto__":{"a":[]},"e":{}}';
    const report = await loadLines(folder.path, [
      profileLine({ identity: "a", plan: "free" }),
      `{"type":"profile","profile":${odd},"updatedAt":"2026-01-02T03:04:05.678+02:00"}`,
      profileLine({ identity: "a", plan: "paid" }),
      profileLine({ objectId: "a" }),
      profileLine({ identity: 5 }),
      profileLine({ identity: "5" }),
      JSON.stringify({ type: "event", eventName: "Viewed", ts: start }),
    ]);
    expect(report).toMatchObject({ records: 7, events: 1, profiles: 6, rejected: 0 });
    await using lake = await openLake({ directory: folder.path });
    expect(await statesOf(lake)).toEqual(
      ['{"identity":"a","plan":"paid"}', odd, '{"objectId":"a"}', '{"identity":5}', '{"identity":"5"}'].sort(),
    );
    const segments = await planned(lake);
    expect(segments).toMatchObject([{ eventName: null, databaseId: 0, records: 5 }]);
    expect(segments[0]?.schema.profile.map(({ key }) => key)).toContain("plan");
    const read = await readAll(lake, segments);
    expect(read.find(({ profile }) => profile === odd)?.tsMs).toBe(Date.parse("2026-01-02T01:04:05.678Z"));
    expect((await lake.eventNames(project)).map(({ eventName }) => eventName)).toEqual(["Viewed"]);
  });

  test.each([
    [{ type: "profile" }, "has no profile"],
    [{ type: "profile", profile: { name: "x" } }, "has a profile without an identity and without an objectId"],
    [{ type: "profile", profile: { identity: "" } }, "has a profile without an identity and without an objectId"],
    [{ type: "profile", profile: { identity: [1] } }, "has an identity of [1]; a string or a number is expected"],
    [
      { type: "profile", profile: { identity: "a" }, updatedAt: "yesterday" },
      'has an updatedAt of "yesterday"; RFC 3339 or whole epoch milliseconds are expected',
    ],
    [{ type: "profile", profile: { identity: "a" }, ts: 1 }, 'has a field "ts" that no profile has'],
    [{ type: "user" }, 'has neither "type": "event" nor "type": "profile"'],
  ])("are refused with a reason: %j", async (line, reason) => {
    await using folder = await testFolder();
    const lines = [JSON.stringify(line), profileLine({ identity: "fine" })];
    const report = await loadLines(folder.path, lines, { maxBadLines: 1 });
    expect(report).toMatchObject({ profiles: 1, rejected: 1, rejectedLines: [{ line: 1, reason }] });
  });

  test("of a window are those whose latest state was captured in it, whatever comes later", async () => {
    await using folder = await testFolder();
    const at = (minutes: number) => ({ now: () => start + minutes * minute });
    await loadLines(folder.path, [profileLine({ identity: "a", v: 1 }), profileLine({ identity: "b", v: 1 })], at(1));
    await loadLines(folder.path, [profileLine({ identity: "a", v: 2 })], at(2));
    // Late: an older state that is captured afterwards changes nothing.
    await loadLines(folder.path, [profileLine({ identity: "b", v: 0 }, start)], at(3));
    // A clock far ahead does not hide what comes after it.
    await loadLines(folder.path, [profileLine({ identity: "b", v: 2 }, start + 1_000 * minute)], at(4));
    await loadLines(folder.path, [profileLine({ identity: "b", v: 3 })], at(5));
    await using lake = await openLake({ directory: folder.path });
    const window = (from: number, to: number) =>
      statesOf(lake, { capturedFromMs: start + from * minute, capturedBeforeMs: start + to * minute });
    expect(await window(0, 2)).toEqual(['{"identity":"a","v":1}', '{"identity":"b","v":1}']);
    expect(await window(2, 3)).toEqual(['{"identity":"a","v":2}']);
    expect(await window(3, 4)).toEqual([]);
    expect(await window(4, 5)).toEqual(['{"identity":"b","v":2}']);
    expect(await window(5, 6)).toEqual(['{"identity":"b","v":3}']);
    expect(await window(0, 6)).toEqual(['{"identity":"a","v":2}', '{"identity":"b","v":3}']);
  });

  test("are the latest of any history, in any segments, from any databases", async () => {
    const change = fc.record({ user: fc.nat(8), updatedAt: fc.option(fc.nat(20)) });
    const history = fc.array(fc.array(change, { minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 6 });
    const borders = fc.tuple(fc.nat(8), fc.nat(8), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 3 }));
    await fc.assert(
      fc.asyncProperty(history, borders, async (loads, [a, b, maxRecords, databases]) => {
        await using folder = await testFolder();
        let value = 0;
        const states: { user: number; version: [number, number, number]; line: string }[] = [];
        for (const [index, changes] of loads.entries()) {
          const captured = start + index * minute;
          const lines = changes.map(({ user, updatedAt }, place) => {
            const profile = { identity: `user-${user}`, value: value++ };
            const updated = updatedAt === null ? captured : Math.min(captured, start + updatedAt * minute);
            states.push({ user, version: [updated, captured, place], line: JSON.stringify(profile) });
            return profileLine(profile, updatedAt === null ? undefined : start + updatedAt * minute);
          });
          await loadLines(folder.path, lines, { now: () => captured, databases });
        }
        const [from, to] = [start + Math.min(a, b) * minute, start + Math.max(a, b) * minute];
        const expected = [...Map.groupBy(states, ({ user }) => user).values()].flatMap((own) => {
          const before = own.filter(({ version }) => version[1] < to);
          const [latest] = before.sort((x, y) => compare(y.version, x.version));
          return latest && latest.version[1] >= from ? [latest.line] : [];
        });
        await using lake = await openLake({ directory: folder.path });
        const query = { capturedFromMs: from, capturedBeforeMs: to };
        const segments = await planned(lake, query, { ...limits, maxRecords, maxSourceBytes: 1_000 });
        expect((await readAll(lake, segments)).map(({ profile }) => profile).sort()).toEqual(expected.sort());
        await loadLines(folder.path, [profileLine({ identity: "user-1", value: "later" })]);
        const later = await planned(lake, query, { ...limits, maxRecords, maxSourceBytes: 1_000 });
        expect(later.map(withoutLog)).toEqual(segments.map(withoutLog));
      }),
      { numRuns: 25 },
    );
  });

  test("of many users fill many segments, in one fixed order", async () => {
    await using folder = await testFolder();
    const lines = Array.from({ length: 20_000 }, (_, index) => profileLine({ identity: `user-${index}`, index }));
    await loadLines(folder.path, lines, { databases: 2 });
    await using lake = await openLake({ directory: folder.path });
    const segments = await planned(lake, {}, { ...limits, maxRecords: 3_000 });
    expect(segments.length).toBeGreaterThan(6);
    for (const { records } of segments) expect(records).toBeLessThanOrEqual(3_000);
    expect(new Set(segments.map(({ databaseId }) => databaseId))).toEqual(new Set([0, 1]));
    const first = await readAll(lake, segments);
    expect(first).toHaveLength(20_000);
    expect(await readAll(lake, segments)).toEqual(first);
  });

  test("and events are read as they are, whatever the lake's folder is called", async () => {
    await using folder = await testFolder();
    const directory = join(folder.path, "captured=7", "ts=5");
    await mkdir(directory, { recursive: true });
    await loadLines(directory, [
      profileLine({ identity: "a", v: 2 }, start + 1),
      profileLine({ identity: "a", v: 1 }, start),
      JSON.stringify({ type: "event", eventName: "Viewed", ts: start }),
    ]);
    await using lake = await openLake({ directory });
    expect(await statesOf(lake)).toEqual(['{"identity":"a","v":2}']);
    const events: number[] = [];
    const query = { ...everybody, window: { axis: "ts", fromMs: 0, toMs: start + 1 }, eventNames: null } as const;
    for await (const { token } of lake.plan(query, limits)) {
      for await (const batch of lake.read({ project, token }, new AbortController().signal)) events.push(...batch.tsMs);
    }
    expect(events).toEqual([start]);
  });

  test("are told apart by keys of any length, in little memory", async () => {
    await using folder = await testFolder();
    const identity = (index: number) => String(index).padStart(1_000, "k");
    const lines = Array.from({ length: 60_000 }, (_, index) => profileLine({ identity: identity(index) }));
    await loadLines(folder.path, lines, { now: () => start });
    await loadLines(folder.path, lines.slice(7), { now: () => start + minute });
    await using lake = await openLake({ directory: folder.path, memoryLimitMb: 70 });
    const records = async (query: Partial<ProfileQuery>) =>
      (await planned(lake, query)).reduce((sum, segment) => sum + segment.records, 0);
    expect(await records({})).toBe(60_000);
    expect(await records({ capturedFromMs: start + minute })).toBe(60_000 - 7);
    expect(await statesOf(lake, { capturedBeforeMs: start + 1 })).toHaveLength(60_000);
  });

  test("of 15 KB each are read by two jobs at once in the memory there is", async () => {
    await using folder = await testFolder();
    const lines = Array.from({ length: 10_000 }, (_, index) =>
      profileLine({ identity: index, text: String(index).padStart(10).repeat(1_550) }),
    );
    await loadLines(folder.path, lines);
    await using lake = await openLake({ directory: folder.path });
    const [first, second] = await planned(lake, {}, { ...limits, maxSourceBytes: 2 ** 26 });
    const read = await Promise.all([first, second].map((segment) => readAll(lake, segment ? [segment] : [])));
    expect(read.map(({ length }) => length)).toEqual([first?.records, second?.records]);
  });

  test("that are gone from the disk are missed, not left out", async () => {
    await using folder = await testFolder();
    await loadLines(folder.path, [profileLine({ identity: "a" })]);
    await using lake = await openLake({ directory: folder.path });
    const segments = await planned(lake);
    await rm(join(folder.path, project, "loads"), { recursive: true });
    await expect(readAll(lake, segments)).rejects.toMatchObject({ code: "lake.damaged" });
    expect(await readdir(join(folder.path, project))).not.toContain("loads");
  });
});

function compare(a: readonly number[], b: readonly number[]): number {
  for (const [index, value] of a.entries()) if (value !== b[index]) return value - (b[index] ?? 0);
  return 0;
}

/** A segment but for how much of the lake's log it was planned by. */
function withoutLog({ token, ...segment }: PlannedSegment) {
  const { at: _, ...rest } = JSON.parse(token);
  return { ...segment, rest };
}
