import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import type { EventQuery } from "@sluice/event-source";
import type { EventBatch, PlannedSegment } from "@sluice/types";
import { describe, expect, test, vi } from "vitest";
import { type Lake, type LoadRecords, loadRecords, openLake } from "./mod.ts";

const project = "acme";
const limits = { maxRecords: 1_000_000, maxSourceBytes: 2 ** 29 };
const day = Date.UTC(2026, 0, 1);

async function testFolder() {
  const path = await mkdtemp(join(tmpdir(), "sluice-lake-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function loadLines(directory: string, lines: readonly string[], options: Partial<LoadRecords> = {}) {
  const path = join(directory, `input-${Math.random()}.jsonl`);
  await writeFile(path, lines.join("\n"));
  return loadRecords({ directory, project, paths: [path], input: { kind: "jsonl" }, ...options });
}

function eventLine(fields: Record<string, unknown>): string {
  return JSON.stringify({ type: "event", eventName: "Viewed", ts: day, ...fields });
}

const everything: EventQuery = {
  project,
  window: { axis: "ts", fromMs: 0, toMs: Number.MAX_SAFE_INTEGER },
  eventNames: null,
  capturedBeforeMs: Number.MAX_SAFE_INTEGER,
};

async function planned(lake: Lake, query: Partial<EventQuery> = {}, segmentLimits = limits) {
  const segments: PlannedSegment[] = [];
  for await (const segment of lake.plan({ ...everything, ...query }, segmentLimits)) segments.push(segment);
  return segments;
}

async function readAll(lake: Lake, segments: readonly PlannedSegment[]) {
  const records: { id: string; eventName: string | null; tsMs: number; profile: string; eventProps: string }[] = [];
  for (const { token, eventName } of segments) {
    const batches: EventBatch[] = [];
    for await (const batch of lake.read({ project, token }, new AbortController().signal)) batches.push(batch);
    for (const batch of batches) {
      for (let i = 0; i < batch.length; i++) {
        records.push({
          id: batch.eventIds[i] ?? "",
          eventName,
          tsMs: batch.tsMs[i] ?? 0,
          profile: batch.profiles[i] ?? "",
          eventProps: batch.eventProps[i] ?? "",
        });
      }
    }
  }
  return records;
}

describe("a load", () => {
  test("comes back as it was, sorted by event name, ts and id, with every digit and character", async () => {
    await using folder = await testFolder();
    const lines = [
      `{"type":"event","eventName":"b\\u0000\\ud800","ts":"2026-01-02T03:04:05.678+02:00","eventId":"2","eventProps":{"n":12345678901234567890,"x":1e400,"z":-0,"s":"\\ud800","nul":"\\u0000","__proto__":{"a":[]}}}`,
      eventLine({ eventName: "a", eventId: "y", ts: day + 1, profile: { identity: "u" } }),
      eventLine({ eventName: "a", eventId: "x", ts: day + 1 }),
      eventLine({ eventName: "a", eventId: "z", ts: day }),
      eventLine({ eventName: "😀", eventId: "e" }),
      eventLine({ eventName: "\uffee", eventId: "f" }),
      eventLine({ eventName: "n".repeat(2_000), eventId: "g" }),
    ];
    const report = await loadLines(folder.path, lines, { strict: true });
    expect(report).toMatchObject({ records: 7, eventNames: 5, rejected: 0 });
    await using lake = await openLake({ directory: folder.path });
    const records = await readAll(lake, await planned(lake));
    expect(records.map(({ id }) => id)).toEqual(["z", "x", "y", "2", "g", "f", "e"]);
    expect(records[3]).toEqual({
      id: "2",
      eventName: "b\0\ufffd",
      tsMs: Date.parse("2026-01-02T01:04:05.678Z"),
      profile: "{}",
      eventProps: '{"n":12345678901234567890,"x":1e400,"z":-0,"s":"\\ud800","nul":"\\u0000","__proto__":{"a":[]}}',
    });
    expect((await lake.eventNames(project)).map(({ eventName, records: n }) => [eventName, n])).toEqual([
      ["a", 3],
      ["b\0\ufffd", 1],
      ["n".repeat(2_000), 1],
      ["\uffee", 1],
      ["😀", 1],
    ]);
  });

  test("knows the keys and types of every event without reading it again", async () => {
    await using folder = await testFolder();
    await loadLines(folder.path, [
      eventLine({ eventProps: { a: 1, b: null }, deviceInfo: { dimensions: { width: 1, depth: 2 } } }),
      eventLine({ eventProps: { a: 1.5, c: [1] } }),
    ]);
    await using lake = await openLake({ directory: folder.path });
    expect((await planned(lake))[0]?.schema).toEqual({
      profile: [],
      deviceInfo: [
        { key: "dimensions", types: ["object"] },
        { key: "dimensions.depth", types: ["integer"] },
      ],
      eventProps: [
        { key: "a", types: ["integer", "double"] },
        { key: "b", types: ["null"] },
        { key: "c", types: ["array"] },
      ],
      sessionProps: [],
    });
  });

  test("passes over bad lines and says where and why", async () => {
    await using folder = await testFolder();
    const report = await loadLines(folder.path, [
      eventLine({}),
      "{nope}",
      "",
      '{"type":"event","ts":1}',
      eventLine({ ts: "2026-02-30T00:00:00Z" }),
      eventLine({ ts: 1.5 }),
      eventLine({ extra: 1 }),
      eventLine({ profile: 7 }),
      eventLine({ eventProps: { text: "x".repeat(1024 * 1024) } }),
      '{"eventName":"a","ts":1}',
      `${"[".repeat(600)}`,
    ]);
    expect(report.records).toBe(1);
    expect(report.rejectedLines.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      "2 is not JSON: a key must be a string at character 2",
      "4 has no eventName",
      '5 has a ts of "2026-02-30T00:00:00Z"; RFC 3339 or whole epoch milliseconds are expected',
      "6 has a ts of 1.5; RFC 3339 or whole epoch milliseconds are expected",
      '7 has a field "extra" that no event has',
      "8 has a profile that is not an object",
      "9 holds 1048593 bytes; an event has at most 1048576",
      '10 has neither "type": "event" nor "type": "profile"',
      "11 is not JSON: nested deeper than 512 levels at character 513",
    ]);
  });

  test("that is strict loads nothing when a line is bad", async () => {
    await using folder = await testFolder();
    await expect(loadLines(folder.path, [eventLine({}), "x"], { strict: true })).rejects.toMatchObject({
      code: "load.bad_lines",
    });
    await using lake = await openLake({ directory: folder.path });
    expect(await planned(lake)).toEqual([]);
    expect(await readdir(join(folder.path, project, "loading"))).toEqual([]);
  });

  test("reads gzip, and gives the same ids every time", async () => {
    await using folder = await testFolder();
    const path = join(folder.path, "in.jsonl.gz");
    await writeFile(path, gzipSync(`${eventLine({})}\n${eventLine({})}\n`));
    await loadRecords({ directory: folder.path, project: "one", paths: [path], input: { kind: "jsonl" } });
    await loadRecords({ directory: folder.path, project, paths: [path], input: { kind: "jsonl" } });
    await using lake = await openLake({ directory: folder.path });
    const ids = (await readAll(lake, await planned(lake))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    const one = await planned(lake, { project: "one" });
    const batches = lake.read({ project: "one", token: one[0]?.token ?? "" }, new AbortController().signal);
    for await (const batch of batches) expect(batch.eventIds).toEqual(ids);
  });

  test("shifts old data to now by whole days", async () => {
    await using folder = await testFolder();
    await loadLines(folder.path, [eventLine({ ts: day }), eventLine({ ts: day + 5_000 })], { shiftToNow: true });
    await using lake = await openLake({ directory: folder.path });
    const [first, last] = await readAll(lake, await planned(lake));
    expect(((first?.tsMs ?? 0) - day) % 86_400_000).toBe(0);
    expect((last?.tsMs ?? 0) - (first?.tsMs ?? 0)).toBe(5_000);
    expect(Date.now() - (last?.tsMs ?? 0)).toBeLessThan(86_400_000);
    expect(last?.tsMs).toBeLessThanOrEqual(Date.now());
  });

  test("of a CSV or Parquet file follows its mapping", async () => {
    await using folder = await testFolder();
    const csv = join(folder.path, "in.csv");
    await writeFile(csv, 'who,when,what,price,note\r\nu1,2026-01-02 12:00:00,Tea,2.50,"a ""b"""\r\nu2,bad,Tea,1,\r\n');
    const input = {
      kind: "csv" as const,
      mapping: {
        type: "event" as const,
        eventName: { value: "Sold" },
        ts: { column: "when", format: "local" as const, timeZone: "Europe/Paris" },
        profile: { identity: { column: "who", type: "string" as const } },
        deviceInfo: {},
        eventProps: { item: { column: "what", type: "auto" as const } },
        sessionProps: {},
        otherColumns: "eventProps" as const,
      },
    };
    const report = await loadRecords({ directory: folder.path, project, paths: [csv], input });
    expect(report).toMatchObject({ records: 1, rejected: 1 });
    await using lake = await openLake({ directory: folder.path });
    expect(await readAll(lake, await planned(lake))).toMatchObject([
      {
        tsMs: Date.parse("2026-01-02T11:00:00Z"),
        profile: '{"identity":"u1"}',
        eventProps: '{"price":2.50,"note":"a \\"b\\"","item":"Tea"}',
      },
    ]);
  });
});

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
    expect(await planned(lake)).toEqual([]);
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
    const [load = ""] = await readdir(join(folder.path, project, "events"));
    await rm(join(folder.path, project, "events", load, "db-0"), { recursive: true });
    await expect(readAll(lake, segments)).rejects.toMatchObject({ code: "lake.damaged" });
  });
});

/** A loader in the middle of its input: a pipe that gives one event and then nothing more. */
async function killableLoader(directory: string): Promise<ChildProcess> {
  const input = join(directory, "input");
  await promisify(execFile)("mkfifo", [input]);
  const script = `
    import { loadRecords } from ${JSON.stringify(new URL("./mod.ts", import.meta.url).href)};
    await loadRecords({ directory: ${JSON.stringify(directory)}, project: ${JSON.stringify(project)}, paths: [${JSON.stringify(input)}], input: { kind: "jsonl" } });
  `;
  const loader = spawn(process.execPath, ["--input-type=module", "--eval", script], { stdio: "inherit" });
  const writer = createWriteStream(input);
  writer.on("error", () => undefined);
  writer.write(`${eventLine({})}\n`);
  loader.once("exit", () => writer.destroy());
  return loader;
}
