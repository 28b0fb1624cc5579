import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test, vi } from "vitest";
import { day, eventLine, limits, loadLines, planned, project, readAll, testFolder } from "../test-support/lake.ts";
import { openLake } from "./mod.ts";

describe("a plan", () => {
  test("takes exactly the records of its window and cuts them within the limits", async () => {
    await using folder = await testFolder();
    const lines = Array.from({ length: 1_000 }, (_, i) => eventLine({ eventId: `${i}`.padStart(4, "0"), ts: day + i }));
    await loadLines(folder.path, lines.slice(0, 600), { databases: 2 });
    await loadLines(folder.path, lines.slice(600));
    await using lake = await openLake({ directory: folder.path });
    const window = { axis: "ts", fromMs: day + 100, toMs: day + 900 } as const;
    const segments = await planned(lake, { window }, { ...limits, maxRecords: 150 });
    expect(segments.every(({ records }) => records <= 150)).toBe(true);
    const ids = (await readAll(lake, segments)).map(({ id }) => id).sort();
    expect(ids).toEqual(lines.slice(100, 900).map((_, i) => `${i + 100}`.padStart(4, "0")));
    expect(await planned(lake, { window }, { ...limits, maxRecords: 150 })).toEqual(segments);
  });

  test("does not see what was captured after its snapshot", async () => {
    await using folder = await testFolder();
    const first = await loadLines(folder.path, [eventLine({ eventId: "1" })]);
    const second = await loadLines(folder.path, [eventLine({ eventId: "2" })]);
    expect(second.capturedAtMs).toBeGreaterThan(first.capturedAtMs ?? Number.POSITIVE_INFINITY);
    await using lake = await openLake({ directory: folder.path });
    const before = await planned(lake, { capturedBeforeMs: second.capturedAtMs ?? 0 });
    expect((await readAll(lake, before)).map(({ id }) => id)).toEqual(["1"]);
    const late = { axis: "capturedAt", fromMs: second.capturedAtMs ?? 0, toMs: Number.MAX_SAFE_INTEGER } as const;
    expect((await readAll(lake, await planned(lake, { window: late }))).map(({ id }) => id)).toEqual(["2"]);
  });

  test("takes only the events that are named", async () => {
    await using folder = await testFolder();
    await loadLines(
      folder.path,
      ["a", "b", "c"].map((eventName) => eventLine({ eventName })),
    );
    await using lake = await openLake({ directory: folder.path });
    expect((await planned(lake, { eventNames: ["c", "a"] })).map(({ eventName }) => eventName)).toEqual(["a", "c"]);
  });
});

describe("volumes", () => {
  const hour = 3_600_000;
  const days = [day, day + 24 * hour, day + 47 * hour];

  test("are each event's records between neighbouring instants, of all loads and databases", async () => {
    await using folder = await testFolder();
    const at = (eventName: string, ...times: number[]) => times.map((ts) => eventLine({ eventName, ts }));
    // Within one stretch each, so that no file has to be read.
    await loadLines(folder.path, [...at("a", day, day + hour), ...at("b", day + 30 * hour)], { databases: 2 });
    // Across both ends and the instant between.
    await loadLines(folder.path, [
      ...at("a", day - 1, day + 24 * hour - 1, day + 24 * hour, day + 47 * hour - 1, day + 47 * hour),
      ...at("\uFEFFo'clock", day + hour),
      ...at("never", day - 1, day + 47 * hour),
    ]);
    await using lake = await openLake({ directory: folder.path });
    expect(await lake.eventVolumes(project, days)).toEqual([
      { eventName: "a", records: [3, 2] },
      { eventName: "b", records: [0, 1] },
      { eventName: "\uFEFFo'clock", records: [1, 0] },
    ]);
    expect(await lake.eventVolumes("nobody", days)).toEqual([]);
  });

  test("name the one file among others that cannot be read", async () => {
    await using folder = await testFolder();
    const crossing = [eventLine({ ts: day + hour }), eventLine({ ts: day + 26 * hour })];
    await loadLines(folder.path, crossing);
    await loadLines(folder.path, crossing);
    await using lake = await openLake({ directory: folder.path });
    const [, second = ""] = await readdir(join(folder.path, project, "loads"));
    const file = join(folder.path, project, "loads", second, "db-0", "events-0.parquet");
    await writeFile(file, "no parquet");
    // A load says itself how many records a UTC day has; other stretches are counted.
    const counting = lake.eventVolumes(
      project,
      days.map((instant) => instant + hour),
    );
    await expect(counting).rejects.toMatchObject({ code: "lake.damaged", message: expect.stringContaining(file) });
  });
});

describe("failure", () => {
  test.each([
    ["is cut off", (path: string) => writeFile(path, "")],
    ["cannot be read", (path: string) => mkdir(path)],
  ])("of a load whose project file %s leaves every user in the database they were in", async (_, spoil) => {
    await using folder = await testFolder();
    await mkdir(join(folder.path, project));
    await spoil(join(folder.path, project, "lake.json"));
    await expect(loadLines(folder.path, [eventLine({})])).rejects.toMatchObject({ code: "lake.damaged" });
    await using lake = await openLake({ directory: folder.path });
    await expect(planned(lake)).rejects.toMatchObject({ code: "lake.damaged" });
  });

  test("a loader that is killed leaves nothing visible, and the next load clears up", async () => {
    await using folder = await testFolder();
    const loader = await killableLoader(folder.path);
    const loading = join(folder.path, project, "loading");
    await vi.waitFor(async () => expect(await readdir(loading)).toHaveLength(1), { timeout: 30_000 });
    expect(loader.exitCode).toBeNull();
    loader.kill("SIGKILL");
    await once(loader, "exit");
    await using lake = await openLake({ directory: folder.path });
    expect(await planned(lake)).toEqual([]);
    await loadLines(folder.path, [eventLine({ eventId: "1" })]);
    expect(await readdir(loading)).toEqual([]);
    expect(await readAll(lake, await planned(lake))).toHaveLength(1);
  });

  test("loads at the same time are all there, each captured at its own instant", async () => {
    await using folder = await testFolder();
    const loads = Array.from({ length: 5 }, (_, i) => loadLines(folder.path, [eventLine({ eventId: String(i) })]));
    const captured = (await Promise.all(loads)).map(({ capturedAtMs }) => capturedAtMs);
    expect(new Set(captured).size).toBe(5);
    await using lake = await openLake({ directory: folder.path });
    expect(await readAll(lake, await planned(lake))).toHaveLength(5);
  });

  test("a lake whose file is gone says so", async () => {
    await using folder = await testFolder();
    await loadLines(folder.path, [eventLine({})]);
    await using lake = await openLake({ directory: folder.path });
    const segments = await planned(lake);
    const [load = ""] = await readdir(join(folder.path, project, "loads"));
    await rm(join(folder.path, project, "loads", load, "db-0"), { recursive: true });
    await expect(readAll(lake, segments)).rejects.toMatchObject({ code: "lake.damaged" });
  });
});

/** A loader in the middle of its input: a pipe that gives one event and then nothing more. */
async function killableLoader(directory: string): Promise<ChildProcess> {
  const input = join(directory, "input");
  await promisify(execFile)("mkfifo", [input]);
  const script = `
    import { loadRecords } from ${JSON.stringify(new URL("./mod.ts", import.meta.url).href)};
    await loadRecords({ directory: ${JSON.stringify(directory)}, project: ${JSON.stringify(project)}, inputs: [{ path: ${JSON.stringify(input)}, kind: "jsonl" }] });
  `;
  const loader = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: "inherit" });
  const writer = createWriteStream(input);
  writer.on("error", () => undefined);
  writer.write(`${eventLine({})}\n`);
  loader.once("exit", () => writer.destroy());
  return loader;
}
