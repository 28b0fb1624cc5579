import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { eventTexts, profileTexts } from "@sluice/record-batch";
import { expect, test } from "vitest";
import { z } from "zod";
import { everything, limits, loadLines, project } from "../../test-support/lake.ts";
import { everybody } from "../../test-support/profiles.ts";
import { openLake } from "../open-lake.ts";
import { thoroughLimits } from "../rewrite/choose-merges.ts";
import { compactLoads } from "../rewrite/compact-lake.ts";
import { removeReplaced } from "../rewrite/remove-replaced.ts";
import { planPositionOf } from "../segment-token.ts";
import { convertLake } from "./convert-lake.ts";

/** A lake that the first layout's loader made: 121 events and 13 states of users in two loads and two databases. */
const rowsLake = fileURLToPath(new URL("../../test-support/rows-lake", import.meta.url));
const plansSchema = z.object({
  events: z.array(z.object({ token: z.string(), records: z.int(), eventName: z.string() })),
  profiles: z.array(z.object({ token: z.string(), records: z.int() })),
});
const { signal } = new AbortController();

async function copiedLake() {
  const path = await mkdtemp(join(tmpdir(), "sluice-convert-"));
  await cp(rowsLake, path, { recursive: true });
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

/** What a lake holds, by plans made now. */
async function contents(directory: string) {
  await using lake = await openLake({ directory });
  const events: string[] = [];
  for await (const { token, eventName } of lake.plan(everything, limits)) {
    for await (const batch of lake.read({ project, token }, signal)) {
      events.push(...eventTexts(batch).map((texts) => JSON.stringify([eventName, texts])));
    }
  }
  const profiles: string[] = [];
  for await (const { token } of lake.planProfiles(everybody, limits)) {
    for await (const batch of lake.readProfiles({ project, token }, signal)) profiles.push(...profileTexts(batch));
  }
  return { events: events.sort(), profiles: profiles.sort() };
}

test("a lake of rows is refused until it is converted, and then has all that it had", async () => {
  await using folder = await copiedLake();
  await expect(contents(folder.path)).rejects.toMatchObject({ code: "lake.other_layout" });
  await expect(loadLines(folder.path, ["{}"])).rejects.toMatchObject({ code: "lake.other_layout" });
  expect(await convertLake({ directory: folder.path })).toEqual([project]);
  expect(await convertLake({ directory: folder.path })).toEqual([]);
  const { events, profiles } = await contents(folder.path);
  expect(events).toHaveLength(121);
  const first = events.find((text) => text.includes("e-0001"));
  expect(JSON.parse(first ?? "null")).toEqual([
    "\uFEFFo'clock / 東京",
    {
      eventId: "e-0001",
      tsMs: Date.UTC(2026, 5, 1) + 1_001,
      profile: '{"identity":"u1"}',
      deviceInfo: '{"make":"A","dimensions":{"width":1}}',
      eventProps: '{"n":1,"text":"línea\\n\\"q\\"","big":1.5}',
      sessionProps: "{}",
    },
  ]);
  expect(profiles).toEqual([
    ...["u0", "u1", "u2", "u3"].map((identity) => `{"identity":"${identity}","plan":"new"}`),
    ...["u4", "u5", "u6", "u7", "u8"].map((identity) => `{"identity":"${identity}","plan":"old"}`),
  ]);
  expect((await readdir(join(folder.path, project))).sort()).toEqual([
    "checkpoints",
    "lake.json",
    "loading",
    "loads",
    "log",
  ]);
});

test("what was captured when, and the seal, stay; plans of before are read as they were made", async () => {
  await using folder = await copiedLake();
  await convertLake({ directory: folder.path });
  await using lake = await openLake({ directory: folder.path });
  const capturedMs = Date.UTC(2026, 5, 3);
  const window = { axis: "capturedAt", fromMs: capturedMs, toMs: capturedMs + 1 } as const;
  let late = 0;
  for await (const { records } of lake.plan({ ...everything, window }, limits)) late += records;
  expect(late).toBe(31);
  const report = await loadLines(folder.path, ['{"type":"event","eventName":"a","ts":0}'], {
    anyTime: true,
    now: () => 0,
  });
  expect(report.capturedAtMs).toBe(Date.UTC(2026, 5, 4));
  const plans = plansSchema.parse(JSON.parse(await readFile(join(rowsLake, "plans.json"), "utf8")));
  for (const { token, records } of plans.events) {
    let read = 0;
    for await (const batch of lake.read({ project, token }, signal)) read += batch.length;
    expect(read).toBe(records);
  }
  for (const { token, records } of plans.profiles) {
    let read = 0;
    for await (const batch of lake.readProfiles({ project, token }, signal)) read += batch.length;
    expect(read).toBe(records);
  }
});

test("plans of before keep their files when the loads are merged", async () => {
  await using folder = await copiedLake();
  await convertLake({ directory: folder.path });
  const plans = plansSchema.parse(JSON.parse(await readFile(join(rowsLake, "plans.json"), "utf8")));
  const place = { directory: folder.path, project };
  await compactLoads({ ...place, limits: thoroughLimits });
  const positions = plans.events.map(({ token }) => planPositionOf(token));
  const now = () => Date.now() + 48 * 3_600_000;
  expect(await removeReplaced({ ...place, plans: positions, plansAtWork: [], now })).toBe(0);
  await using lake = await openLake({ directory: folder.path });
  for (const { token, records } of plans.events) {
    let read = 0;
    for await (const batch of lake.read({ project, token }, signal)) read += batch.length;
    expect(read).toBe(records);
  }
  expect(await removeReplaced({ ...place, plans: [], plansAtWork: [], now })).toBe(2);
});

test("a conversion that is killed, again and again, loses and doubles nothing", async () => {
  await using whole = await copiedLake();
  await convertLake({ directory: whole.path });
  const expected = await contents(whole.path);
  await using folder = await copiedLake();
  const script = `
    import { convertLake } from ${JSON.stringify(new URL("./convert-lake.ts", import.meta.url).href)};
    await convertLake({ directory: ${JSON.stringify(folder.path)} });
  `;
  for (const afterMs of [250, 300, 350, 400, 450, 500]) {
    const converter = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: "inherit" });
    const ended = once(converter, "exit");
    await Promise.race([ended, setTimeout(afterMs)]);
    converter.kill("SIGKILL");
    await ended;
  }
  await convertLake({ directory: folder.path });
  expect(await contents(folder.path)).toEqual(expected);
});
