import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { forget } from "../../test-support/forget.ts";
import { day, eventLine, limits, loadLines, planned, project, readAll, testFolder } from "../../test-support/lake.ts";
import {
  planned as plannedProfiles,
  profileLine,
  readAll as readProfiles,
  statesOf,
} from "../../test-support/profiles.ts";
import { type Lake, openLake } from "../open-lake.ts";
import { thoroughLimits } from "./choose-merges.ts";
import { compactLoads } from "./compact-lake.ts";
import { forgetUsers } from "./forget-users.ts";
import type { ForgetOrder } from "./user-matcher.ts";

const hour = 3_600_000;
const start = day + 24 * hour;

const profilesOf = async (lake: Lake) =>
  (await readAll(lake, await planned(lake))).map(({ profile }) => profile).sort();

describe("a user's records are", () => {
  const cases: readonly (readonly [string, Partial<ForgetOrder["user"]>, Record<string, unknown>, boolean])[] = [
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

test.each([3, 40])(
  "%i users are forgotten at once, each with their own counts and up to when they asked",
  async (count) => {
    await using folder = await testFolder();
    const users = Array.from({ length: count }, (_, user) => user);
    for (const hours of [0, 1]) {
      const lines = users.flatMap((user) => [
        ...Array.from({ length: user + 1 }, (_, n) =>
          eventLine({
            eventId: `${hours} ${user} ${n}`,
            profile: { identity: `u${user}`, all_identities: ["u", user] },
          }),
        ),
        profileLine({ objectId: `o${user}`, hours }),
      ]);
      await loadLines(folder.path, [...lines, eventLine({ eventId: `other ${hours}` })], {
        now: () => start + hours * hour,
      });
    }
    await compactLoads({ directory: folder.path, project, limits: thoroughLimits });
    const orders = users.flatMap((user): ForgetOrder[] => [
      { request: `e${user}`, user: { by: "identity", value: String(user) }, untilMs: start + (user % 2) * hour },
      { request: `p${user}`, user: { by: "objectId", value: `o${user}` }, untilMs: start },
    ]);
    const records = await forgetUsers({ directory: folder.path, project, orders });
    expect(records).toEqual(
      users.flatMap((user) => [
        { request: `e${user}`, events: (user + 1) * (1 + (user % 2)), profiles: 0 },
        { request: `p${user}`, events: 0, profiles: 1 },
      ]),
    );
    await using lake = await openLake({ directory: folder.path });
    const left = (await readAll(lake, await planned(lake))).map(({ id }) => id);
    expect(left.filter((id) => /^(1 \d*[13579] |0 )/.test(id))).toEqual([]);
    expect(left).toHaveLength(2 + users.filter((user) => user % 2 === 0).reduce((sum, user) => sum + user + 1, 0));
    expect(await statesOf(lake)).toHaveLength(count);
    expect(await statesOf(lake, { capturedBeforeMs: start + hour })).toEqual([]);
  },
);

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
