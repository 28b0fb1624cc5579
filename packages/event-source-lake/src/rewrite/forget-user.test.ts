import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { PlannedSegment } from "@sluice/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { day, eventLine, limits, loadLines, planned, project, readAll, testFolder } from "../../test-support/lake.ts";
import {
  planned as plannedProfiles,
  profileLine,
  readAll as readProfiles,
  statesOf,
} from "../../test-support/profiles.ts";
import { type Lake, openLake } from "../open-lake.ts";
import { planPositionOf } from "../segment-token.ts";
import { thoroughLimits } from "./choose-merges.ts";
import { compactLoads } from "./compact-lake.ts";
import { type ForgetUser, forgetUser } from "./forget-user.ts";
import { removeReplaced } from "./remove-replaced.ts";
import type { ForgottenUser } from "./user-matcher.ts";

const hour = 3_600_000;
const start = day + 24 * hour;
const later = Date.UTC(2030, 0, 1);

const forget = (directory: string, user: Partial<ForgottenUser>, options: Partial<ForgetUser> = {}) =>
  forgetUser({
    directory,
    project,
    user: { by: "identity", value: "u0", ...user },
    request: "r",
    untilMs: later,
    ...options,
  });

const profilesOf = async (lake: Lake) =>
  (await readAll(lake, await planned(lake))).map(({ profile }) => profile).sort();

describe("a user's records are", () => {
  const cases: readonly (readonly [string, Partial<ForgottenUser>, Record<string, unknown>, boolean])[] = [
    ["those with the identity", { value: "u0" }, { identity: "u0" }, true],
    ["not those with a longer identity", { value: "u0" }, { identity: "u01" }, false],
    [
      "not those that have it elsewhere",
      { value: "u0" },
      { identity: "x", name: "u0", more: { identity: "u0" } },
      false,
    ],
    ["those that list it", { value: "u0" }, { identity: "x", all_identities: ["y", "u0"] }, true],
    ["those that list it alone", { value: "a@example.com" }, { identity: "x", all_identities: "a@example.com" }, true],
    ["those with a number", { value: "919812345678" }, { identity: 919812345678 }, true],
    ["those with its digits as a text", { value: "919812345678" }, { identity: "919812345678" }, true],
    [
      "those with characters that JSON escapes",
      { value: 'a"\\\u0000é\u2028' },
      { identity: 'a"\\\u0000é\u2028' },
      true,
    ],
    ["those with the objectId", { by: "objectId", value: "o1" }, { identity: "x", objectId: "o1" }, true],
    ["not those with an identity like the objectId", { by: "objectId", value: "o1" }, { identity: "o1" }, false],
    ["not those with an objectId like the identity", { value: "o1" }, { identity: "x", objectId: "o1" }, false],
  ];
  test.each(cases)("%s", async (_, user, profile, isForgotten) => {
    await using folder = await testFolder();
    const other = { identity: "other" };
    await loadLines(folder.path, [
      eventLine({ profile, eventId: "1" }),
      eventLine({ profile: other, eventId: "2" }),
      profileLine(profile),
      profileLine(other),
    ]);
    const gone = isForgotten ? 1 : 0;
    expect(await forget(folder.path, user)).toEqual({ events: gone, profiles: gone });
    await using lake = await openLake({ directory: folder.path });
    const left = [JSON.stringify(other), ...(isForgotten ? [] : [JSON.stringify(profile)])].sort();
    expect(await profilesOf(lake)).toEqual(left);
    expect(await statesOf(lake)).toEqual(left);
  });

  test("those with the same number in another spelling", async () => {
    await using folder = await testFolder();
    const spelled = ["5.0", "0.5e1", "5", '"5"', "6"].map(
      (identity, n) =>
        `{"type":"event","eventName":"a","eventId":"${n}","ts":${day},"profile":{"identity":${identity}}}`,
    );
    await loadLines(folder.path, spelled);
    expect(await forget(folder.path, { value: "5" })).toEqual({ events: 4, profiles: 0 });
    await using lake = await openLake({ directory: folder.path });
    expect(await profilesOf(lake)).toEqual(['{"identity":6}']);
  });
});

const someEvent = fc.record({
  eventName: fc.constantFrom("a", "b"),
  id: fc.integer({ min: 0, max: 30 }),
  minute: fc.integer({ min: 0, max: 300 }),
  user: fc.integer({ min: 0, max: 4 }),
});
const someLoad = fc.record({
  events: fc.array(someEvent, { maxLength: 12 }),
  users: fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 }),
});

test("after a user is forgotten no window finds one record of theirs, and all others are as before", {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someLoad, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 5 }),
      fc.nat({ max: 5 }),
      async (loads, databases, maxRecords, mergeAt) => {
        await using folder = await testFolder();
        for (const [index, { events, users }] of loads.entries()) {
          const lines = [
            eventLine({ eventName: "c", ts: start + index, eventId: `c${index}`, profile: { identity: "u1" } }),
            ...events.map(({ eventName, id, minute, user }) =>
              eventLine({
                eventName,
                eventId: `e${id}`,
                ts: start + minute * 60_000,
                profile: { identity: `u${user}` },
                eventProps: { index, mentions: "u0" },
              }),
            ),
            ...users.map((user) => profileLine({ identity: `u${user}`, index })),
          ];
          await loadLines(folder.path, lines, { databases, now: () => start + index * hour });
          if (index === mergeAt) await compactLoads({ directory: folder.path, project, limits: thoroughLimits });
        }
        const small = { ...limits, maxRecords };
        const hours = loads.map((_, index) => index);
        const answers = async (lake: Lake, keep: (profile: string) => boolean) => {
          const found: unknown[] = [];
          for (const index of hours) {
            const [fromMs, toMs] = [start + index * hour, start + (index + 1) * hour];
            const captured = await planned(lake, { window: { axis: "capturedAt", fromMs, toMs } }, small);
            const ts = await planned(lake, { window: { axis: "ts", fromMs, toMs } }, small);
            const users = await plannedProfiles(lake, { capturedFromMs: fromMs, capturedBeforeMs: toMs }, small);
            for (const some of [captured, ts])
              found.push((await readAll(lake, some)).filter((one) => keep(one.profile)));
            found.push((await readProfiles(lake, users)).filter((one) => keep(one.profile)));
          }
          return found;
        };
        const isOther = (profile: string) => JSON.parse(profile).identity !== "u0";
        await using lake = await openLake({ directory: folder.path });
        const expected = await answers(lake, isOther);
        const own = (await profilesOf(lake)).filter((profile) => !isOther(profile)).length;
        const [old, oldUsers] = [await planned(lake, {}, small), await plannedProfiles(lake, {}, small)];
        const before = [await readAll(lake, old), await readProfiles(lake, oldUsers)];
        const { events } = await forget(folder.path, {});
        expect(events).toBe(own);
        expect(await answers(lake, () => true)).toEqual(expected);
        expect([await readAll(lake, old), await readProfiles(lake, oldUsers)]).toEqual(before);
        expect(await forget(folder.path, {}, { request: "again" })).toEqual({ events: 0, profiles: 0 });
        expect(await forget(folder.path, {})).toMatchObject({ events: own });
      },
    ),
    { numRuns: 8 },
  );
});

test("records that were loaded after the request stay, merged with those of before or not", async () => {
  await using folder = await testFolder();
  const load = (eventId: string, atMs: number) =>
    loadLines(
      folder.path,
      [
        eventLine({ eventId, profile: { identity: "u0" } }),
        eventLine({ eventId: `other ${eventId}`, profile: { identity: "u1" } }),
        profileLine({ identity: "u0", eventId }),
      ],
      { now: () => atMs },
    );
  await load("before", start);
  await load("after", start + hour);
  await compactLoads({ directory: folder.path, project, limits: thoroughLimits });
  await load("long after", start + 2 * hour);
  expect(await forget(folder.path, {}, { untilMs: start })).toEqual({ events: 1, profiles: 1 });
  await using lake = await openLake({ directory: folder.path });
  const ids = (await readAll(lake, await planned(lake))).map(({ id }) => id).sort();
  expect(ids).toEqual(["after", "long after", "other after", "other before", "other long after"]);
  expect(await statesOf(lake)).toEqual(['{"identity":"u0","eventId":"long after"}']);
  expect(await statesOf(lake, { capturedBeforeMs: start + 2 * hour })).toEqual(['{"identity":"u0","eventId":"after"}']);
});

async function manyLoads(directory: string, count: number, first = 0): Promise<void> {
  for (let index = first; index < first + count; index++) {
    const lines = [0, 1, 2].map((user) =>
      eventLine({ eventId: `${index} ${user}`, ts: start + index, profile: { identity: `u${user}` } }),
    );
    await loadLines(directory, [...lines, profileLine({ identity: `u${index % 3}`, index })]);
  }
}

const othersIn = async (lake: Lake) =>
  (await readAll(lake, await planned(lake))).filter(({ profile }) => !profile.includes("u0"));

test("merges and loads that come in between leave nothing of the user, and take nothing of anybody else", async () => {
  await using folder = await testFolder();
  await manyLoads(folder.path, 12);
  await using lake = await openLake({ directory: folder.path });
  const others = await othersIn(lake);
  const merging = () => compactLoads({ directory: folder.path, project, limits: { ...thoroughLimits, maxLoads: 3 } });
  const untilMs = Date.now() + hour;
  const [counts] = await Promise.all([
    forget(folder.path, {}, { untilMs }),
    merging(),
    merging(),
    forget(folder.path, { value: "u2" }, { untilMs, request: "another" }),
    manyLoads(folder.path, 2, 100),
  ]);
  const more = await forget(folder.path, {}, { untilMs, request: "rest" });
  const left = await readAll(lake, await planned(lake));
  expect(counts.events + more.events).toBe(14);
  expect(left.filter(({ profile }) => profile.includes("u0"))).toEqual([]);
  const kept = others.filter(({ profile }) => profile.includes("u1"));
  expect(left.filter(({ id }) => Number(id.split(" ")[0]) < 100 && id.endsWith("1"))).toHaveLength(kept.length);
});

test("one that is killed, again and again, leaves nothing half done, and the next one counts all", async () => {
  await using folder = await testFolder();
  await manyLoads(folder.path, 16);
  await using lake = await openLake({ directory: folder.path });
  const all = await readAll(lake, await planned(lake));
  const others = await othersIn(lake);
  const untilMs = Date.now() + hour;
  const script = `
    import { forgetUser } from ${JSON.stringify(new URL("./forget-user.ts", import.meta.url).href)};
    await forgetUser({ directory: ${JSON.stringify(folder.path)}, project: ${JSON.stringify(project)},
      user: { by: "identity", value: "u0" }, request: "r", untilMs: ${untilMs} });
  `;
  for (const afterMs of [350, 420, 490, 560, 630, 700]) {
    const forgetting = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: "inherit" });
    const ended = once(forgetting, "exit");
    await Promise.race([ended, setTimeout(afterMs)]);
    forgetting.kill("SIGKILL");
    await ended;
    const found = await readAll(lake, await planned(lake));
    expect([all.length, others.length]).toContain(found.length);
  }
  expect(await forget(folder.path, {}, { untilMs })).toEqual({ events: 16, profiles: 6 });
  expect(await readAll(lake, await planned(lake))).toEqual(others);
});

test("a user in all of the lake's records leaves an empty lake", async () => {
  await using folder = await testFolder();
  await loadLines(folder.path, [eventLine({ profile: { identity: "u0" } }), profileLine({ identity: "u0" })]);
  expect(await forget(folder.path, {})).toEqual({ events: 1, profiles: 1 });
  await using lake = await openLake({ directory: folder.path });
  const nothing: PlannedSegment[] = [];
  expect([await planned(lake), await plannedProfiles(lake)]).toEqual([nothing, nothing]);
});

test("one that is told to stop leaves no folders", async () => {
  await using folder = await testFolder();
  await manyLoads(folder.path, 4);
  const stopping = new AbortController();
  const onProgress = () => stopping.abort(new Error("stopped"));
  await expect(forget(folder.path, {}, { signal: stopping.signal, onProgress })).rejects.toThrow("stopped");
  expect(await readdir(join(folder.path, project, "loads"))).toHaveLength(4);
});

describe("files of before", () => {
  const [soon, tomorrow] = [() => Date.now() + 60_000, () => Date.now() + 25 * hour];

  test("go at once where no plan is read by, and whoever has one is told why it can't be", async () => {
    await using folder = await testFolder();
    await manyLoads(folder.path, 3);
    await using lake = await openLake({ directory: folder.path });
    const [plan, users] = [await planned(lake), await plannedProfiles(lake)];
    await forget(folder.path, {});
    const place = { directory: folder.path, project };
    const at = planPositionOf(plan[0]?.token ?? "");
    expect(await removeReplaced({ ...place, plans: [at], plansAtWork: [], now: soon })).toBe(3);
    expect(await readdir(join(folder.path, project, "loads"))).toHaveLength(3);
    await using another = await openLake({ directory: folder.path });
    const forgotten = { code: "lake.forgotten", retryable: false };
    await expect(readAll(another, plan)).rejects.toMatchObject(forgotten);
    await expect(readProfiles(another, users)).rejects.toMatchObject(forgotten);
    expect(await readAll(another, await planned(another))).toHaveLength(6);
  });

  test("stay a day at most while a plan is made, or read by", async () => {
    await using folder = await testFolder();
    await manyLoads(folder.path, 3);
    await using lake = await openLake({ directory: folder.path });
    const plan = await planned(lake);
    const at = planPositionOf(plan[0]?.token ?? "");
    await forget(folder.path, {});
    const place = { directory: folder.path, project, plans: [at] };
    for (const plansAtWork of [null, [at]]) {
      expect(await removeReplaced({ ...place, plansAtWork, now: soon })).toBe(0);
      expect(await readAll(lake, plan)).toHaveLength(9);
    }
    expect(await removeReplaced({ ...place, plansAtWork: [at + 1], now: soon })).toBe(3);
    await loadLines(folder.path, [eventLine({ profile: { identity: "u1" }, eventId: "new" })]);
    await forget(folder.path, { value: "u1" }, { request: "another" });
    expect(await removeReplaced({ ...place, plansAtWork: null, now: tomorrow })).toBe(4);
  });

  test("go as well where they were merged before", async () => {
    await using folder = await testFolder();
    await manyLoads(folder.path, 3);
    await loadLines(folder.path, [eventLine({ profile: { identity: "x" } })]);
    await using lake = await openLake({ directory: folder.path });
    const plan = await planned(lake);
    const at = planPositionOf(plan[0]?.token ?? "");
    const place = { directory: folder.path, project };
    await compactLoads({ ...place, limits: thoroughLimits });
    expect(await forget(folder.path, {})).toEqual({ events: 3, profiles: 1 });
    expect(await removeReplaced({ ...place, plans: [at], plansAtWork: [at], now: soon })).toBe(1);
    expect(await readAll(lake, plan)).toHaveLength(10);
    expect(await removeReplaced({ ...place, plans: [at], plansAtWork: [], now: soon })).toBe(3);
    await using another = await openLake({ directory: folder.path });
    await expect(readAll(another, plan)).rejects.toMatchObject({ code: "lake.forgotten" });
    // The one without the user, which was merged and may still be read, and what stands for the merged one.
    expect(await readdir(join(folder.path, project, "loads"))).toHaveLength(2);
  });
});
