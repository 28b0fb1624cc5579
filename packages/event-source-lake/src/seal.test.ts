import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadRecords } from "./load/load-records.ts";
import { emptyState, toCheckpoint } from "./log/lake-state.ts";
import { logReader } from "./log/read-log.ts";
import { openLake } from "./mod.ts";
import { seal } from "./seal.ts";

const project = "acme";
const now = Date.UTC(2026, 0, 1);

async function testFolder() {
  const path = await mkdtemp(join(tmpdir(), "sluice-seal-"));
  await writeFile(join(path, "input.jsonl"), JSON.stringify({ type: "event", eventName: "a", ts: now }));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function capturedBy(directory: string, clock: () => number): Promise<number> {
  const inputs = [{ path: join(directory, "input.jsonl"), kind: "jsonl" }] as const;
  return (await loadRecords({ directory, project, inputs, now: clock })).capturedAtMs ?? 0;
}

const captured = (directory: string, clockMs: number) => capturedBy(directory, () => clockMs);

describe("a sealed lake", () => {
  test("captures nothing before the seal, however far a clock steps back", async () => {
    await using folder = await testFolder();
    await seal({ directory: folder.path, project }, now);
    expect(await captured(folder.path, now - 3_600_000)).toBe(now);
    expect(await captured(folder.path, now - 3_600_000)).toBe(now + 1);
    await seal({ directory: folder.path, project }, now - 50);
    expect(await captured(folder.path, now + 60_000)).toBe(now + 60_000);
  });

  test("shows at once everything that was captured before, though loads are being committed", async () => {
    await using folder = await testFolder();
    await using lake = await openLake({ directory: folder.path });
    const window = { axis: "capturedAt", fromMs: 0, toMs: 0 } as const;
    const countBefore = async (toMs: number) => {
      let records = 0;
      const query = { project, window: { ...window, toMs }, eventNames: null, capturedBeforeMs: toMs };
      for await (const segment of lake.plan(query, { maxRecords: 1_000, maxSourceBytes: 1_000_000, parallelism: 1 })) {
        records += segment.records;
      }
      return records;
    };
    const loads = Array.from({ length: 12 }, () => captured(folder.path, Date.now()));
    const sealed: { untilMs: number; records: number }[] = [];
    let left = loads.length;
    for (const load of loads) void load.finally(() => left--);
    while (left > 0) {
      const untilMs = Date.now() + 5;
      await lake.seal(project, untilMs);
      sealed.push({ untilMs, records: await countBefore(untilMs) });
    }
    const instants = await Promise.all(loads);
    expect(new Set(instants).size).toBe(loads.length);
    for (const { untilMs, records } of sealed) {
      expect(records).toBe(instants.filter((instant) => instant < untilMs).length);
    }
  });

  test("takes a captured-at from a seal that came while its loader was frozen just before it commits", async () => {
    await using folder = await testFolder();
    const [first] = [join(folder.path, project, "log", "000000000001.json")];
    let looks = 0;
    const clock = () => {
      // The first look is at times that are believed, the second one is for the entry that is linked next.
      if (++looks === 2) writeFileSync(first, JSON.stringify({ type: "seal", capturedBeforeMs: now + 5 }));
      return now;
    };
    expect(await capturedBy(folder.path, clock)).toBe(now + 5);
    expect(looks).toBe(3);
  });

  test("believes no entry that a loader commits behind a log which has moved on and been cut off", async () => {
    await using folder = await testFolder();
    const checkpoint = toCheckpoint(Object.assign(emptyState(), { at: 10, sealedUntilMs: now + 7 }));
    let looks = 0;
    const clock = () => {
      const path = join(folder.path, project, "checkpoints", "000000000010.json");
      if (++looks === 2) writeFileSync(path, JSON.stringify(checkpoint));
      return now;
    };
    expect(await capturedBy(folder.path, clock)).toBe(now + 7);
    expect(await readdir(join(folder.path, project, "log"))).toEqual(["000000000011.json"]);
  });

  test("that a full disk leaves unsealed says so, and is sealed once there is room", async () => {
    await using folder = await testFolder();
    const log = join(folder.path, project, "log");
    const [sealed, sealing] = [
      () => logReader(folder.path).latest(project),
      () => seal({ directory: folder.path, project }, now),
    ];
    await mkdir(join(folder.path, project), { recursive: true });
    // A name that leads in circles fails as a file system that can take no more does, with a code of its own.
    await symlink(log, log);
    await expect(sealing()).rejects.toMatchObject({ code: expect.stringMatching(/ELOOP|EEXIST/) });
    await rm(log);
    await sealing();
    expect((await sealed()).sealedUntilMs).toBe(now);
  });
});

describe("a log", () => {
  test("comes to the same by its checkpoints as by its entries", async () => {
    await using folder = await testFolder();
    const place = { directory: folder.path, project };
    for (let index = 0; index < 150; index++) await seal(place, now + index);
    await captured(folder.path, now);
    const checkpoints = join(folder.path, project, "checkpoints");
    expect((await readdir(checkpoints)).length).toBeGreaterThan(1);
    const byCheckpoint = toCheckpoint(await logReader(folder.path).latest(project));
    await rm(checkpoints, { recursive: true });
    expect(toCheckpoint(await logReader(folder.path).latest(project))).toEqual(byCheckpoint);
    expect((await logReader(folder.path).at(project, 40)).sealedUntilMs).toBe(now + 39);
  });

  test("says which of its files is damaged", async () => {
    await using folder = await testFolder();
    await seal({ directory: folder.path, project }, now);
    const entry = join(folder.path, project, "log", "000000000001.json");
    await writeFile(entry, "{");
    const failure = { code: "lake.damaged", message: expect.stringContaining(entry) };
    await expect(logReader(folder.path).latest(project)).rejects.toMatchObject(failure);
  });
});
