import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { defaultSegmentLimits } from "@sluice/types";
import { describe, expect, test } from "vitest";
import { openLake } from "../mod.ts";
import { loadRecords } from "./load-records.ts";
import { lockProject } from "./lock-project.ts";
import { seal, sealedUntil } from "./seal.ts";

const project = "acme";
const now = Date.UTC(2026, 0, 1);

async function testFolder() {
  const path = await mkdtemp(join(tmpdir(), "sluice-seal-"));
  await writeFile(join(path, "input.jsonl"), JSON.stringify({ type: "event", eventName: "a", ts: now }));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function captured(directory: string, clockMs: number): Promise<number> {
  const inputs = [{ path: join(directory, "input.jsonl"), kind: "jsonl" }] as const;
  const load = { directory, project, inputs, now: () => clockMs } as const;
  return (await loadRecords(load)).capturedAtMs ?? 0;
}

describe("a sealed lake", () => {
  test("captures nothing before the seal, however far a clock steps back", async () => {
    await using folder = await testFolder();
    await seal(folder.path, project, now);
    expect(await captured(folder.path, now - 3_600_000)).toBe(now);
    expect(await captured(folder.path, now - 3_600_000)).toBe(now + 1);
    await seal(folder.path, project, now - 50);
    expect(await captured(folder.path, now + 60_000)).toBe(now + 60_000);
  });

  test("shows at once everything that was captured before, though loads are being committed", async () => {
    await using folder = await testFolder();
    await using lake = await openLake({ directory: folder.path });
    const window = { axis: "capturedAt", fromMs: 0, toMs: 0 } as const;
    const countBefore = async (toMs: number) => {
      let records = 0;
      const query = { project, window: { ...window, toMs }, eventNames: null, capturedBeforeMs: toMs };
      for await (const segment of lake.plan(query, defaultSegmentLimits)) {
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

  test("takes a captured-at from a new seal where it was taken for dead just before it commits", async () => {
    await using folder = await testFolder();
    const lock = join(folder.path, project, "loading", "lock");
    let looks = 0;
    const clock = () => {
      // The first look is at times that are believed, the second one under the lock.
      if (++looks !== 2) return now;
      rmSync(lock);
      writeFileSync(join(folder.path, project, "seal.json"), JSON.stringify({ capturedBeforeMs: now + 5 }));
      return now;
    };
    const inputs = [{ path: join(folder.path, "input.jsonl"), kind: "jsonl" }] as const;
    const report = await loadRecords({ directory: folder.path, project, inputs, now: clock });
    expect(report.capturedAtMs).toBe(now + 5);
    expect(looks).toBe(3);
  });

  test("that a full disk leaves unsealed says so, and is sealed once there is room", async () => {
    await using folder = await testFolder();
    const draft = join(folder.path, project, "loading", `seal.${process.pid}.${hostname()}`);
    await mkdir(dirname(draft), { recursive: true });
    await symlink("/dev/full", draft);
    const sealing = () => seal(folder.path, project, now);
    await expect(sealing()).rejects.toMatchObject({ code: "lake.disk_full", retryable: true });
    expect(await sealedUntil(folder.path, project)).toBe(0);
    await rm(draft);
    await sealing();
    expect(await sealedUntil(folder.path, project)).toBe(now);
  });

  test("has one owner of its lock at a time", async () => {
    await using folder = await testFolder();
    await mkdir(join(folder.path, project, "loading"), { recursive: true });
    let inside = 0;
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        await using _lock = await lockProject(folder.path, project);
        expect(++inside).toBe(1);
        await new Promise((resolve) => setImmediate(resolve));
        inside--;
      }),
    );
  });
});

describe("a lock", () => {
  async function lockedBy(directory: string, owner: string, ofProject = project): Promise<string> {
    const path = join(directory, ofProject, "loading", "lock");
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, owner);
    return path;
  }

  const died = spawnSync(process.execPath, ["--version"]).pid;

  test.each([
    ["that died on this machine", `${died} ${hostname()} 1`, 60_000],
    ["that died on another machine", "1 another-machine 1", 100],
    ["that died before it wrote its name", "", 100],
  ])("is taken from an owner %s", async (_, owner, staleMs) => {
    await using folder = await testFolder();
    const path = await lockedBy(folder.path, owner);
    await using lock = await lockProject(folder.path, project, staleMs);
    expect(await lock.isHeld()).toBe(true);
    expect(await readdir(dirname(path))).toEqual(["lock"]);
  });

  test("is taken though somebody died while breaking it", async () => {
    await using folder = await testFolder();
    const path = await lockedBy(folder.path, "1 another-machine 1");
    await writeFile(`${path}.breaking`, "");
    await using lock = await lockProject(folder.path, project, 100);
    expect(await lock.isHeld()).toBe(true);
  });

  test("is left to an owner whose clock is hours behind", async () => {
    await using folder = await testFolder();
    const path = await lockedBy(folder.path, `1 another-machine ${Date.now() - 7_200_000}`);
    let isReleased = false;
    const taking = lockProject(folder.path, project).then((lock) => ({ lock, isReleased }));
    await lockedBy(folder.path, "1 another-machine 1", "other");
    await using _looksLater = await lockProject(folder.path, "other", 200);
    isReleased = true;
    await rm(path);
    const taken = await taking;
    await using _lock = taken.lock;
    expect(taken.isReleased).toBe(true);
  });

  test("that was taken from its owner is not taken from the next one", async () => {
    await using folder = await testFolder();
    const path = await lockedBy(folder.path, `${died} ${hostname()} 1`);
    {
      await using lock = await lockProject(folder.path, project);
      await writeFile(path, "1 another-machine 1");
      expect(await lock.isHeld()).toBe(false);
    }
    expect(await readFile(path, "utf8")).toBe("1 another-machine 1");
  });
});
