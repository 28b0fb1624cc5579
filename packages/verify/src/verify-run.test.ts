import { cp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type DeliveredObject, formats, type Manifest, SluiceError } from "@sluice/types";
import { describe, expect, test } from "vitest";
import { contents, madeRun, printedTs, withContent } from "../test-support/made-run.ts";
import { folderSource, verifyDelivery, verifyRun } from "./mod.ts";

const manifestKey = "out/1790000000-1790000001.manifest.json";

describe.each(formats)("a run in %s", (format) => {
  test("that is as its manifest says has no faults, and its figures are counted", async () => {
    await using run = await madeRun(format);
    const report = await verifyRun(run.source, manifestKey);
    expect(report.faults).toEqual([]);
    expect(report).toMatchObject({ ok: true, objects: 2, records: 4, bytes: run.manifest.totals.bytes });
  });

  test("that is cut off inside an object is faulty", async () => {
    await using run = await madeRun(format);
    const whole = gzipSync(contents[format](printedTs));
    await run.put(run.key, whole.subarray(0, -12));
    expect(await run.faults()).toEqual(expect.arrayContaining(["object.gzip", "object.bytes", "object.sha256"]));
  });

  test("whose content is cut off before it was gzipped is faulty", async () => {
    await using run = await madeRun(format);
    await withContent(run, gzipSync(contents[format](printedTs).subarray(0, -9)));
    expect(await run.faults()).toEqual(["object.content"]);
  });

  test("whose object has other records than the manifest says is faulty", async () => {
    await using run = await madeRun(format);
    await run.rewrite((manifest) => ({
      ...manifest,
      objects: manifest.objects.map((object, index) => ({ ...object, records: index === 0 ? 3 : 1 })),
    }));
    expect(await run.faults()).toEqual(["object.records", "object.records"]);
  });

  test("whose object has another time range than the manifest says is faulty", async () => {
    await using run = await madeRun(format);
    await run.rewrite((manifest) => ({
      ...manifest,
      objects: manifest.objects.map((object) => ({ ...object, minTs: "2026-10-01T08:00:01.123Z" })),
    }));
    expect(await run.faults()).toEqual(["object.ts", "object.ts"]);
  });

  test("whose object holds another event is faulty", async () => {
    await using run = await madeRun(format);
    await run.rewrite((manifest) => ({
      ...manifest,
      events: manifest.events.map((event) => ({ ...event, name: "Refunded" })),
      objects: manifest.objects.map((object) => ({ ...object, eventName: "Refunded" })),
    }));
    expect(await run.faults()).toEqual(["object.content", "object.content"]);
  });
});

test.each([
  ["json", "\ufeffa?<&>"],
  ["csv", '"\ufeffa\n<&>"'],
  ["xml", "\ufeffa&#10;&lt;&amp;&gt;"],
  ["parquet", "\ufeffa\n<&>"],
] as const)("a name with characters of every danger is known again in %s", async (format, written) => {
  await using run = await madeRun(format);
  await withContent(run, gzipSync(contents[format](printedTs, written)), (manifest) => ({
    ...manifest,
    objects: manifest.objects.with(0, { ...firstOf(manifest), eventName: "\ufeffa\n<&>" }),
  }));
  expect(await run.faults()).toEqual(["manifest.events", "manifest.events"]);
});

describe("an object", () => {
  test("that is missing is a fault", async () => {
    await using run = await madeRun();
    await rm(join(run.directory, run.key));
    expect(await run.faults()).toEqual(["object.missing"]);
  });

  test("with one other byte is a fault, even where the number of bytes is right", async () => {
    await using run = await madeRun();
    const bytes = gzipSync(contents.json(printedTs));
    bytes[9] = 7;
    await run.put(run.key, bytes);
    expect(await run.faults()).toEqual(["object.sha256"]);
  });

  test("with a second gzip member is a fault", async () => {
    await using run = await madeRun();
    await withContent(run, Buffer.concat([gzipSync(contents.json(printedTs)), gzipSync("")]));
    expect(await run.faults()).toEqual(["object.gzip"]);
  });

  test("with bytes after its gzip member is a fault, however many", async () => {
    await using run = await madeRun();
    for (const extra of [1, 8, 1_000_000]) {
      await withContent(run, Buffer.concat([gzipSync(contents.json(printedTs)), Buffer.alloc(extra)]));
      expect(await run.faults()).toEqual(["object.gzip"]);
    }
  });

  test("with a wrong CRC-32 is a fault", async () => {
    await using run = await madeRun();
    const bytes = gzipSync(contents.json(printedTs));
    bytes.writeUInt32LE(1, bytes.byteLength - 8);
    await withContent(run, bytes);
    expect(await run.faults()).toEqual(["object.gzip"]);
  });

  test("with a time in its gzip header is a fault, since the same run would not give the same bytes", async () => {
    await using run = await madeRun();
    const bytes = gzipSync(contents.json(printedTs));
    bytes.writeUInt32LE(1_790_000_000, 4);
    await withContent(run, bytes);
    expect(await run.faults()).toEqual(["object.gzip"]);
  });

  test("of the run that the manifest does not name is a fault", async () => {
    await using run = await madeRun();
    await run.put("out/1790000000-1790000001-Charged-20261001-2-0.json.gz", gzipSync(""));
    await run.put("out/1790000000-1790000009-Charged-20261001-2-0.json.gz", gzipSync(""));
    expect(await run.faults()).toEqual(["run.stray_object"]);
  });

  test("in which the clocks are put back is no fault", async () => {
    await using run = await madeRun();
    // In Berlin, on 25 October 2026.
    const [before, after] = ["2026-10-25T00:50:00.000Z", "2026-10-25T01:10:00.000Z"];
    await withContent(run, gzipSync(contents.json(["20261025025000", "20261025021000"])), (manifest) => ({
      ...manifest,
      window: { axis: "ts", from: "2026-10-01T00:00:00.000Z", to: "2026-10-26T00:00:00.000Z" },
      objects: manifest.objects.with(0, { ...firstOf(manifest), minTs: before, maxTs: after }),
    }));
    expect(await run.faults()).toEqual(["run.time_zone"]);
    const report = await verifyRun(run.source, manifestKey, { timeZone: "Europe/Berlin" });
    expect(report.faults.map(({ key }) => key)).not.toContain(run.key);
  });
});

function firstOf({ objects }: Manifest): DeliveredObject {
  const [first] = objects;
  if (first === undefined) throw new Error("The run has no object.");
  return first;
}

describe("a time zone", () => {
  test("that is given makes the check exact", async () => {
    await using run = await madeRun();
    expect(await verifyRun(run.source, manifestKey, { timeZone: "Asia/Kolkata" })).toMatchObject({ ok: true });
    const report = await verifyRun(run.source, manifestKey, { timeZone: "UTC" });
    expect(report.faults.map(({ code }) => code)).toEqual(["object.ts", "object.ts"]);
  });

  test("must be one for all objects", async () => {
    await using run = await madeRun();
    await withContent(run, gzipSync(contents.json(["20261001080000", "20261001093000"])));
    expect(await run.faults()).toEqual(["run.time_zone"]);
  });
});

describe("a manifest", () => {
  const disagreements: readonly (readonly [string, Partial<Manifest>])[] = [
    ["manifest.totals", { totals: { records: 4, objects: 3, bytes: 1 } }],
    ["manifest.expected_records", { expectedRecords: 5 }],
    ["manifest.events", { events: [{ name: "Charged", records: 3, objects: 2, schema: [] }] }],
    ["manifest.events", { events: [] }],
    ["manifest.window", { window: { axis: "ts", from: "2026-10-01T09:00:00Z", to: "2026-10-02T00:00:00Z" } }],
    ["manifest.window", { window: { axis: "ts", from: "2026-10-02T00:00:00Z", to: "2026-10-01T00:00:00Z" } }],
    ["manifest.objects", { options: { eventId: false, parquetLayout: "map" } }],
  ];
  test.each(disagreements)("that does not agree with itself is a fault (%s)", async (code, change) => {
    await using run = await madeRun();
    await run.rewrite((manifest) => ({ ...manifest, ...change }));
    expect(await run.faults()).toContain(code);
  });

  test("under another run's name is a fault", async () => {
    await using run = await madeRun();
    await rename(join(run.directory, manifestKey), join(run.directory, "out/1790000000-1790000002.manifest.json"));
    expect(await run.faults()).toContain("manifest.misnamed");
  });

  test("that names an object twice is a fault", async () => {
    await using run = await madeRun();
    await run.rewrite((manifest) => ({
      ...manifest,
      objects: manifest.objects.map((object) => ({ ...object, key: run.key })),
    }));
    expect(await run.faults()).toContain("manifest.objects");
  });

  test("that is no manifest is a fault, and what is wrong with it is said", async () => {
    await using run = await madeRun();
    await run.put(manifestKey, Buffer.from('{"version":2}'));
    const report = await verifyRun(run.source, manifestKey);
    expect(report).toMatchObject({ ok: false, manifest: null });
    expect(report.faults[0]?.message).toMatch(/version/);
  });

  test("of no records is fine", async () => {
    await using run = await madeRun();
    await rm(join(run.directory, "out"), { recursive: true });
    const totals = { records: 0, objects: 0, bytes: 0 };
    await run.put(
      manifestKey,
      Buffer.from(JSON.stringify({ ...run.manifest, events: [], objects: [], totals, expectedRecords: 0 })),
    );
    expect(await run.faults()).toEqual([]);
  });
});

describe("a folder", () => {
  test("that the objects were copied to without their prefix is read all the same", async () => {
    await using run = await madeRun();
    await cp(join(run.directory, "out"), join(run.directory, "copied"), { recursive: true });
    const report = await verifyDelivery({ source: folderSource(join(run.directory, "copied")), prefix: "" });
    expect(report).toMatchObject({ ok: true, runs: [{ objects: 2 }] });
  });

  test("in which the names follow on digits of the prefix is read all the same", async () => {
    await using run = await madeRun();
    const directory = join(run.directory, "renamed");
    await cp(join(run.directory, "out"), directory, { recursive: true });
    for (const name of await readdir(directory)) await rename(join(directory, name), join(directory, `2026${name}`));
    const report = await verifyDelivery({ source: folderSource(directory), prefix: "", requestId: 1790000000 });
    expect(report).toMatchObject({ ok: true, runs: [{ objects: 2 }] });
  });

  test("without a manifest says so", async () => {
    await using run = await madeRun();
    await rm(join(run.directory, manifestKey));
    const verified = verifyDelivery({ source: run.source, prefix: "" });
    await expect(verified).rejects.toThrow(SluiceError);
    await expect(verified).rejects.toThrow("no manifest");
  });
});
