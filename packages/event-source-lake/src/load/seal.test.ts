import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openLake } from "../mod.ts";
import { loadRecords } from "./load-records.ts";
import { lockProject } from "./lock-project.ts";
import { seal } from "./seal.ts";

const project = "acme";
const now = Date.UTC(2026, 0, 1);

async function testFolder() {
  const path = await mkdtemp(join(tmpdir(), "sluice-seal-"));
  await writeFile(join(path, "input.jsonl"), '{"type":"event","eventName":"a","ts":1}');
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function captured(directory: string, clockMs: number): Promise<number> {
  const paths = [join(directory, "input.jsonl")];
  const load = { directory, project, paths, input: { kind: "jsonl" }, now: () => clockMs } as const;
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
      for await (const segment of lake.plan(query, { maxRecords: 1_000, maxSourceBytes: 1_000_000 })) {
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

  test("is sealed even where its last owner died with the lock", async () => {
    await using folder = await testFolder();
    await mkdir(join(folder.path, project, "loading"), { recursive: true });
    const { pid } = process;
    await writeFile(
      join(folder.path, project, "loading", "lock"),
      `${pid} ${"another-machine"} ${Date.now() - 120_000}`,
    );
    await seal(folder.path, project, now);
    expect(await captured(folder.path, 0)).toBe(now);
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
