import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { eventTexts } from "@sluice/record-batch";
import { describe, expect, test } from "vitest";
import { day, eventLine, loadLines, planned, project, readAll, testFolder } from "../../test-support/lake.ts";
import { openLake } from "../open-lake.ts";
import { loadRecords } from "./load-records.ts";
import { fileMappingSchema } from "./mapping.ts";

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
    const report = await loadLines(folder.path, lines);
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

  test("passes over as many bad lines as it may and says where and why", async () => {
    await using folder = await testFolder();
    const report = await loadLines(
      folder.path,
      [
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
      ],
      { maxBadLines: 9 },
    );
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

  test("loads nothing when more lines are bad than may be, and still judges all of them", async () => {
    await using folder = await testFolder();
    const lines = [eventLine({}), "x", "[", eventLine({ ts: 1 }), eventLine({})];
    await expect(loadLines(folder.path, lines, { maxBadLines: 2 })).rejects.toMatchObject({
      code: "load.bad_lines",
      message:
        "3 of 5 lines cannot be loaded, so nothing was loaded. Mend them, or load the others with --max-bad-lines 3.",
      rejections: {
        lines: 5,
        rejected: 3,
        rejectedByKind: [
          { kind: "is not JSON", lines: 2 },
          { kind: "has a ts, before 1990; --any-time takes it", lines: 1 },
        ],
      },
    });
    await using lake = await openLake({ directory: folder.path });
    expect(await planned(lake)).toEqual([]);
    expect(await readdir(join(folder.path, project, "loading"))).toEqual([]);
  });

  test("reads gzip, and gives the same ids every time", async () => {
    await using folder = await testFolder();
    const path = join(folder.path, "in.jsonl.gz");
    await writeFile(path, gzipSync(`${eventLine({})}\n${eventLine({})}\n`));
    await loadRecords({ directory: folder.path, project: "one", inputs: [{ path, kind: "jsonl" }] });
    await loadRecords({ directory: folder.path, project, inputs: [{ path, kind: "jsonl" }] });
    await using lake = await openLake({ directory: folder.path });
    const ids = (await readAll(lake, await planned(lake))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    const one = await planned(lake, { project: "one" });
    const batches = lake.read({ project: "one", token: one[0]?.token ?? "" }, new AbortController().signal);
    for await (const batch of batches) expect(eventTexts(batch).map(({ eventId }) => eventId)).toEqual(ids);
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
    const mapping = fileMappingSchema.parse({
      eventName: { value: "Sold" },
      ts: { column: "when", format: "local", timeZone: "Europe/Paris" },
      profile: { identity: { column: "who", type: "string" } },
      eventProps: { item: "what" },
      otherColumns: "eventProps",
    });
    const format = { kind: "csv", mapping } as const;
    const inputs = [{ path: csv, ...format }];
    const report = await loadRecords({ directory: folder.path, project, inputs, maxBadLines: 1 });
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
