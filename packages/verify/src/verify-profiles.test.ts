import { rm } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Format, formats, type Manifest } from "@sluice/types";
import { describe, expect, test } from "vitest";
import { csvHeader, madeProfileRun, parquetProfiles, profileContents, users } from "../test-support/made-profiles.ts";
import { contents, type MadeRun, printedTs, withContent } from "../test-support/made-run.ts";
import { verifyRun } from "./mod.ts";

const manifestKey = "out/1790000000-1790000001.manifest.json";
const [own] = users;
if (!own) throw new Error("There are no users.");
const nobody = { identity: null, objectId: null };
const xmlHead = '<?xml version="1.0" encoding="UTF-8"?><root>\n';

describe.each(formats)("profiles in %s", (format) => {
  test("that are as their manifest says have no faults, and are counted", async () => {
    await using run = await madeProfileRun(format);
    const report = await verifyRun(run.source, manifestKey);
    expect(report.faults).toEqual([]);
    expect(report).toMatchObject({ ok: true, objects: 2, records: 4, bytes: run.manifest.totals.bytes });
  });

  test("that are cut off inside an object are faulty", async () => {
    await using run = await madeProfileRun(format);
    await run.put(run.key, gzipSync(profileContents[format](own)).subarray(0, -12));
    expect(await run.faults()).toEqual(expect.arrayContaining(["object.gzip", "object.bytes", "object.sha256"]));
  });

  test("whose content is cut off before it was gzipped are faulty", async () => {
    await using run = await madeProfileRun(format);
    await withContent(run, gzipSync(profileContents[format](own).subarray(0, -9)));
    expect(await run.faults()).toEqual(["object.content"]);
  });

  test("of which an object has fewer than the manifest says are faulty", async () => {
    await using run = await madeProfileRun(format);
    await withContent(run, gzipSync(profileContents[format](own.slice(0, 1))));
    expect(await run.faults()).toContain("object.records");
  });

  test("in whose place an object holds events are faulty", async () => {
    await using run = await madeProfileRun(format);
    await withContent(run, gzipSync(contents[format](printedTs)));
    expect(await run.faults()).toEqual(["object.content"]);
  });

  test("of which two are one user's are faulty, be they in one object or in two", async () => {
    for (const again of users.map(([user]) => user)) {
      await using run = await madeProfileRun(format);
      await withContent(run, gzipSync(profileContents[format]([own[0], again])));
      expect(await run.faults()).toEqual(["object.duplicate_user"]);
    }
  });

  test("of nobody are faulty", async () => {
    await using run = await madeProfileRun(format);
    await withContent(run, gzipSync(profileContents[format]([own[0], nobody])));
    expect(await faultsOf(run)).toEqual([expect.stringMatching(/^object\.content .* without a user/)]);
  });
});

describe("content that is no profiles", () => {
  const broken: readonly (readonly [Format, string, string])[] = [
    ["json", "[1]\n", "no JSON object in line 1"],
    ["json", "Charged\n", "no JSON object in line 1"],
    ["csv", "identity,objectId,platform\r\na,,\r\n", "no header of identity, objectId, all_identities, platform"],
    ["csv", `${csvHeader},city,city\r\na,,,,,,,,,\r\n`, "two columns of one name"],
    ["csv", `${csvHeader}\r\na,,\r\n`, "no valid CSV"],
    ["csv", `${csvHeader}\r\na,,,,,,,\n`, "cut off in row 2"],
    ["csv", `${csvHeader}\r\na,,,,,,,toke`, "cut off in row 2"],
    ["csv", `${csvHeader}\r\na,,,,,,,"to`, "no valid CSV"],
    ["csv", `\ufeff${csvHeader}\r\na,,,,,,,\r\n`, "no header"],
    ["csv", "", "no header"],
    ["xml", `${xmlHead}<Event><ts>20261001133000</ts></Event>\n</root>\n`, "no <Profile> in line 2"],
    ["xml", `${xmlHead}<Profile><identity>a</Profile>\n</root>\n`, "not well-formed in line 2"],
    ["xml", `${xmlHead}<Profile><identity>\u0001</identity></Profile>\n</root>\n`, "XML forbids in line 2"],
    ["xml", `${xmlHead}<Profile><identity>a</identity></Profile>\n`, "</root> is missing"],
  ];
  test.each(broken)("is a fault in %s: %j", async (format, content, message) => {
    await using run = await madeProfileRun(format);
    await withContent(run, gzipSync(content));
    expect(await faultsOf(run)).toEqual([expect.stringContaining(message)]);
  });

  test("is a fault in Parquet, where an id in the map is another one than in its column", async () => {
    await using run = await madeProfileRun("parquet");
    await withContent(run, gzipSync(parquetProfiles(own, [own[0], { objectId: "device-9" }])));
    expect(await faultsOf(run)).toEqual([expect.stringContaining("another objectId in its column")]);
  });
});

test("when profiles were updated is compared where the format says it", async () => {
  const later = (manifest: Manifest): Manifest => ({
    ...manifest,
    objects: manifest.objects.map((object) => ({ ...object, minTs: "2026-10-01T08:00:01.123Z" })),
  });
  await using json = await madeProfileRun("json");
  await json.rewrite(later);
  expect(await json.faults()).toEqual([]);
  await using parquet = await madeProfileRun("parquet");
  await parquet.rewrite(later);
  expect(await parquet.faults()).toEqual(["object.ts", "object.ts"]);
});

describe("an object of profiles", () => {
  test("that is missing is a fault", async () => {
    await using run = await madeProfileRun();
    await rm(join(run.directory, run.key));
    expect(await run.faults()).toEqual(["object.missing"]);
  });

  test("that the manifest does not name is a fault; one of another project or run is not this run's", async () => {
    await using run = await madeProfileRun();
    for (const name of ["100000001-1790000000-1790000001", "200000002-1790000000-1790000001", "100000001-5-6"]) {
      await run.put(`out/${name}-7-0.json.gz`, gzipSync(""));
    }
    expect(await run.faults()).toEqual(["run.stray_object"]);
  });

  test.each([
    ["1790000000-1790000001-Charged-20261001-0-0.json.gz", "no name of an object of this run"],
    ["200000002-1790000000-1790000001-0-0.json.gz", "no name of an object of this run"],
    ["100000001-1790000000-1790000002-0-0.json.gz", "no name of an object of this run"],
    ["100000001-1790000000-1790000001-3-0-0.json.gz", "no name of an object of this run"],
    ["100000001-1790000000-1790000001-5-0.json.gz", "not named after file index 0"],
    ["100000001-1790000000-1790000001-0-5.json.gz", "not named after database 0"],
    ["100000001-1790000000-1790000001-0-0.csv.gz", "not named after the format json"],
  ])("under the name %s is a fault", async (name, message) => {
    await using run = await madeProfileRun();
    await run.rewrite((manifest) => ({
      ...manifest,
      objects: manifest.objects.map((object, index) => (index === 0 ? { ...object, key: `out/${name}` } : object)),
    }));
    const faults = await faultsOf(run);
    expect(faults).toContainEqual(expect.stringMatching(`^manifest.objects .*${message}`));
  });

  test("is found by a project's id as names have it", async () => {
    await using run = await madeProfileRun();
    const inNames = (key: string) => key.replace("100000001", "a-b-c");
    for (const [index, { key }] of run.manifest.objects.entries()) {
      await rm(join(run.directory, key));
      await run.put(inNames(key), gzipSync(profileContents.json(users[index] ?? [])));
    }
    await run.rewrite((manifest) => ({
      ...manifest,
      project: "a b/c",
      objects: manifest.objects.map((object) => ({ ...object, key: inNames(object.key) })),
    }));
    expect(await run.faults()).toEqual([]);
  });
});

describe("a manifest of profiles", () => {
  const disagreements: readonly (readonly [string, Partial<Manifest>])[] = [
    ["manifest.events", { events: [] }],
    ["manifest.events", { events: [{ name: null, records: 3, objects: 2, schema: [] }] }],
    ["manifest.events", { events: [{ name: "Charged", records: 4, objects: 2, schema: [] }] }],
    ["manifest.events", { type: "allEvents" }],
    ["manifest.objects", { options: { jsonHeader: "none" } }],
    ["manifest.objects", { options: { eventId: false } }],
    ["manifest.objects", { project: "200000002" }],
    ["manifest.expected_records", { expectedRecords: 5 }],
  ];
  test.each(disagreements)("that does not agree with itself is a fault (%s, %o)", async (code, change) => {
    await using run = await madeProfileRun();
    await run.rewrite((manifest) => ({ ...manifest, ...change }));
    expect(await run.faults()).toContain(code);
  });

  test("that names the profiles twice is a fault", async () => {
    await using run = await madeProfileRun();
    await run.rewrite((manifest) => ({ ...manifest, events: [...manifest.events, ...manifest.events] }));
    expect(await run.faults()).toEqual(["manifest.events"]);
  });

  test("of no profiles is fine", async () => {
    await using run = await madeProfileRun();
    for (const { key } of run.manifest.objects) await rm(join(run.directory, key));
    const totals = { records: 0, objects: 0, bytes: 0 };
    await run.rewrite((manifest) => ({ ...manifest, events: [], objects: [], totals, expectedRecords: 0 }));
    expect(await run.faults()).toEqual([]);
  });
});

/** Codes and messages. */
async function faultsOf(run: MadeRun): Promise<string[]> {
  const { faults } = await verifyRun(run.source, manifestKey);
  return faults.map(({ code, message }) => `${code} ${message}`);
}
