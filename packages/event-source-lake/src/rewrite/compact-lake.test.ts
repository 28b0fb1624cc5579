import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { EventQuery, ProfileQuery } from "@sluice/event-source";
import { eventTexts, profileTexts } from "@sluice/record-batch";
import type { PlannedSegment } from "@sluice/types";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  day,
  eventLine,
  everything,
  limits,
  loadLines,
  planned,
  project,
  testFolder,
} from "../../test-support/lake.ts";
import { everybody, planned as plannedProfiles, profileLine } from "../../test-support/profiles.ts";
import { type Lake, openLake } from "../open-lake.ts";
import { thoroughLimits } from "./choose-merges.ts";
import { compactLoads } from "./compact-lake.ts";
import { removeReplaced } from "./remove-replaced.ts";

const { signal } = new AbortController();
const hour = 3_600_000;
const start = day + 24 * hour;

async function eventsOf(lake: Lake, segments: readonly PlannedSegment[]): Promise<string[]> {
  const found: string[] = [];
  for (const { token, eventName, records, databaseId } of segments) {
    let read = 0;
    for await (const batch of lake.read({ project, token }, signal)) {
      read += batch.length;
      found.push(...eventTexts(batch).map((texts) => JSON.stringify([eventName, databaseId, texts])));
    }
    expect(read).toBe(records);
  }
  return found.sort();
}

async function profilesOf(lake: Lake, segments: readonly PlannedSegment[]): Promise<string[]> {
  const found: string[] = [];
  for (const { token, databaseId } of segments) {
    for await (const batch of lake.readProfiles({ project, token }, signal)) {
      found.push(...profileTexts(batch).map((text, index) => JSON.stringify([databaseId, batch.tsMs[index], text])));
    }
  }
  return found.sort();
}

/** What queries find: records, and the keys of each event. */
async function answers(lake: Lake, queries: readonly EventQuery[], users: readonly ProfileQuery[], small = limits) {
  const found: unknown[] = [];
  for (const query of queries) {
    const segments = await planned(lake, query, small);
    const schemas = new Map(segments.map(({ eventName, schema }) => [eventName, schema]));
    found.push([await eventsOf(lake, segments), [...schemas]]);
  }
  for (const query of users) found.push(await profilesOf(lake, await plannedProfiles(lake, query, small)));
  return found;
}

const someEvent = fc.record({
  eventName: fc.constantFrom("a", "b", "\u{10000}", "\uffff"),
  id: fc.integer({ min: 0, max: 30 }),
  minute: fc.integer({ min: 0, max: 300 }),
  user: fc.integer({ min: 0, max: 5 }),
  key: fc.constantFrom("x", "y", "z"),
  device: fc.boolean(),
});
const someLoad = fc.record({
  events: fc.array(someEvent, { maxLength: 12 }),
  users: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
});
const someWindow = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));

test("windows, snapshots and plans find the same before and after loads are merged", { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someLoad, { minLength: 2, maxLength: 9 }),
      fc.array(someWindow, { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 1, max: 7 }),
      fc.integer({ min: 1, max: 2 }),
      async (loads, windows, maxRecords, databases) => {
        await using folder = await testFolder();
        for (const [index, { events, users }] of loads.entries()) {
          const lines = [
            eventLine({ eventName: "c", ts: start + index, eventId: `c${index}`, profile: { identity: "u0" } }),
            ...events.map(({ eventName, id, minute, user, key, device }) =>
              eventLine({
                eventName,
                eventId: `e${id}`,
                ts: start + minute * 60_000,
                profile: { identity: `u${user}` },
                eventProps: { [key]: index },
                ...(device ? { deviceInfo: { make: "m" } } : { sessionProps: { s: "日本" } }),
              }),
            ),
            ...users.map((user) => profileLine({ identity: `u${user}`, load: index })),
          ];
          await loadLines(folder.path, lines, { databases, now: () => start + index * hour });
          if (index === 4)
            await compactLoads({ directory: folder.path, project, limits: { ...thoroughLimits, maxLoads: 3 } });
        }
        const queries = windows.flatMap(([a, b]): EventQuery[] => {
          const [fromMs, toMs] = [start + Math.min(a, b) * hour, start + Math.max(a, b) * hour];
          return [
            { ...everything, window: { axis: "capturedAt", fromMs, toMs } },
            {
              ...everything,
              window: { axis: "ts", fromMs: start + a * 40 * 60_000, toMs: start + b * 60 * 60_000 },
              capturedBeforeMs: toMs,
            },
          ];
        });
        const users = windows.map(
          ([a, b]): ProfileQuery => ({
            project,
            capturedFromMs: start + Math.min(a, b) * hour,
            capturedBeforeMs: start + Math.max(a, b) * hour,
          }),
        );
        const small = { ...limits, maxRecords };
        await using lake = await openLake({ directory: folder.path });
        const before = await answers(lake, queries, users, small);
        const volumes = await lake.eventVolumes(project, [start, start + hour, start + 5 * hour]);
        const names = await lake.eventNames(project);
        const old = await planned(lake, {}, small);
        const oldUsers = await plannedProfiles(lake, everybody, small);
        const oldEvents = await eventsOf(lake, old);
        const oldProfiles = await profilesOf(lake, oldUsers);
        await compactLoads({ directory: folder.path, project, limits: thoroughLimits });
        expect(await answers(lake, queries, users, small)).toEqual(before);
        expect(await lake.eventVolumes(project, [start, start + hour, start + 5 * hour])).toEqual(volumes);
        expect(await lake.eventNames(project)).toEqual(names);
        expect(await eventsOf(lake, old)).toEqual(oldEvents);
        expect(await profilesOf(lake, oldUsers)).toEqual(oldProfiles);
        const all = await planned(lake);
        expect(await eventsOf(lake, all)).toEqual(oldEvents);
      },
    ),
    { numRuns: 12 },
  );
});

test("a window is found in merged files of many blocks and row groups, whatever lies between", async () => {
  await using folder = await testFolder();
  // Each load has records of the whole time, so that each block of the merged file has some of each load.
  const text = "x".repeat(2_000);
  for (const load of [0, 1, 2]) {
    const lines = Array.from({ length: 1_500 }, (_, index) =>
      // Some stretches belong to one load alone, longer than a block.
      eventLine({
        eventName: "a",
        eventId: `${load}-${index}`,
        ts: start + (index < 500 ? load * 10_000_000 + index : index * 3 + load),
        eventProps: { text },
      }),
    );
    await loadLines(folder.path, lines, { now: () => start + load * hour });
  }
  const queries = [0, 1, 2].map((load): EventQuery => {
    const fromMs = start + load * hour;
    return { ...everything, window: { axis: "capturedAt", fromMs, toMs: fromMs + hour } };
  });
  await using lake = await openLake({ directory: folder.path });
  for (const small of [limits, { ...limits, maxRecords: 333 }]) {
    expect(await answers(lake, queries, [], small)).toHaveLength(3);
  }
  const before = await answers(lake, queries, []);
  await compactLoads({ directory: folder.path, project, limits: thoroughLimits });
  for (const small of [limits, { ...limits, maxRecords: 333 }]) {
    expect(await answers(lake, queries, [], small)).toEqual(before);
  }
});

async function manyLoads(directory: string, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const lines = ["a", "b"].map((eventName) => eventLine({ eventName, eventId: `${index}`, ts: start + index }));
    await loadLines(directory, [...lines, profileLine({ identity: `u${index % 3}`, index })]);
  }
}

test("merged files stay while a plan names them, and go when none does any more", async () => {
  await using folder = await testFolder();
  await manyLoads(folder.path, 6);
  await using lake = await openLake({ directory: folder.path });
  const [plan, users] = [await planned(lake), await plannedProfiles(lake)];
  const expected = [await eventsOf(lake, plan), await profilesOf(lake, users)];
  const at: number = JSON.parse(plan[0]?.token ?? "").at;
  expect(await compactLoads({ directory: folder.path, project, limits: thoroughLimits })).toBe(5);
  const place = { directory: folder.path, project };
  const loads = () => readdir(join(folder.path, project, "loads"));
  const [tomorrow, later] = [() => Date.now() + 25 * hour, () => Date.now() + 60_000];
  expect(await removeReplaced({ ...place, plans: [], plansAtWork: [], now: later })).toBe(0);
  expect(await removeReplaced({ ...place, plans: [at], plansAtWork: [at], now: tomorrow })).toBe(0);
  await using another = await openLake({ directory: folder.path });
  expect([await eventsOf(another, plan), await profilesOf(another, users)]).toEqual(expected);
  expect(await loads()).toHaveLength(7);
  expect(await removeReplaced({ ...place, plans: [], plansAtWork: [], now: tomorrow })).toBe(6);
  expect(await loads()).toHaveLength(1);
  await using after = await openLake({ directory: folder.path });
  expect([await eventsOf(after, await planned(after)), await profilesOf(after, await plannedProfiles(after))]).toEqual(
    expected,
  );
  await expect(eventsOf(after, plan)).rejects.toMatchObject({ code: "lake.damaged" });
});

test("what a loader left that died is removed, and the log is cut where a checkpoint says the same", async () => {
  await using folder = await testFolder();
  await manyLoads(folder.path, 1);
  const left = join(folder.path, project, "loads", "abcdef");
  await mkdir(left);
  const place = { directory: folder.path, project, plans: [], plansAtWork: [] };
  expect(await removeReplaced(place)).toBe(0);
  await utimes(left, new Date(0), new Date(0));
  expect(await removeReplaced(place)).toBe(1);
  await using idle = await openLake({ directory: folder.path });
  expect(await eventsOf(idle, await planned(idle))).toHaveLength(2);
  await using lake = await openLake({ directory: folder.path });
  for (let index = 0; index < 600; index++) await lake.seal(project, start + index);
  await removeReplaced(place);
  await removeReplaced(place);
  const log = await readdir(join(folder.path, project, "log"));
  expect(log.length).toBeLessThan(600);
  await using another = await openLake({ directory: folder.path });
  expect(await eventsOf(another, await planned(another))).toHaveLength(2);
  const { capturedAtMs } = await loadLines(folder.path, [eventLine({ eventId: "later" })], {
    now: () => 0,
    anyTime: true,
  });
  expect(capturedAtMs).toBeGreaterThanOrEqual(start + 599);
  // It knows the log as it was before all that, and what came next is not there any more.
  expect(await eventsOf(idle, await planned(idle))).toHaveLength(3);
});

test("a merge that is killed, again and again, leaves nothing half done", async () => {
  await using folder = await testFolder();
  await manyLoads(folder.path, 24);
  await using lake = await openLake({ directory: folder.path });
  const expected = [await eventsOf(lake, await planned(lake)), await profilesOf(lake, await plannedProfiles(lake))];
  const script = `
    import { compactLoads } from ${JSON.stringify(new URL("./compact-lake.ts", import.meta.url).href)};
    const limits = { minLoads: 2, maxLoads: 3, maxBytes: 1e9 };
    await compactLoads({ directory: ${JSON.stringify(folder.path)}, project: ${JSON.stringify(project)}, limits });
  `;
  for (const afterMs of [300, 340, 380, 420, 460, 500]) {
    const merger = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: "inherit" });
    const ended = once(merger, "exit");
    await Promise.race([ended, setTimeout(afterMs)]);
    merger.kill("SIGKILL");
    await ended;
    expect([await eventsOf(lake, await planned(lake)), await profilesOf(lake, await plannedProfiles(lake))]).toEqual(
      expected,
    );
  }
});

test("of two who merge the same loads one is done, and nothing is there twice", async () => {
  await using folder = await testFolder();
  await manyLoads(folder.path, 12);
  await using lake = await openLake({ directory: folder.path });
  const expected = await eventsOf(lake, await planned(lake));
  const merging = () => compactLoads({ directory: folder.path, project, limits: { ...thoroughLimits, maxLoads: 4 } });
  await Promise.all([merging(), merging(), manyLoads(folder.path, 2)]);
  const found = await eventsOf(lake, await planned(lake));
  expect(found).toHaveLength(expected.length + 4);
  expect(found).toEqual(expect.arrayContaining(expected));
});
