import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { PlannedSegment } from "@sluice/types";
import { describe, expect, test } from "vitest";
import { forget } from "../../test-support/forget.ts";
import { eventLine, loadLines, planned, project, readAll, testFolder } from "../../test-support/lake.ts";
import { planned as plannedProfiles, profileLine, readAll as readProfiles } from "../../test-support/profiles.ts";
import { type Lake, openLake } from "../open-lake.ts";
import { planPositionOf } from "../segment-token.ts";
import { thoroughLimits } from "./choose-merges.ts";
import { compactLoads } from "./compact-lake.ts";
import { removeReplaced } from "./remove-replaced.ts";

const hour = 3_600_000;
const start = Date.UTC(2026, 0, 2);

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
    import { forgetUsers } from ${JSON.stringify(new URL("./forget-users.ts", import.meta.url).href)};
    await forgetUsers({ directory: ${JSON.stringify(folder.path)}, project: ${JSON.stringify(project)},
      orders: [{ user: { by: "identity", value: "u0" }, request: "r", untilMs: ${untilMs} }] });
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
