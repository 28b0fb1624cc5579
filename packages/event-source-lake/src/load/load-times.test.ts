import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { eventLine, loadLines, planned, project, readAll, testFolder } from "../../test-support/lake.ts";
import { profileLine } from "../../test-support/profiles.ts";
import { BadLinesError, fileMappingSchema, type LoadRecords, loadRecords, mappingFault, openLake } from "../mod.ts";

const nowMs = Date.parse("2026-11-27T12:00:00Z");
const now = () => nowMs;
const ten = "2026-11-27T10:00:00.000Z";
type Time = Readonly<Record<string, string>>;

/** The times that events of one column have in the lake, or why it was not loaded. */
async function timesOf(kind: "csv" | "parquet", content: string, ts: Time, options: Partial<LoadRecords> = {}) {
  await using folder = await testFolder();
  const path = join(folder.path, `in.${kind}`);
  if (kind === "csv") await writeFile(path, content);
  else await writeParquet(path, content);
  const mapping = fileMappingSchema.parse({ eventName: { value: "E" }, ts });
  try {
    await loadRecords({ directory: folder.path, project, inputs: [{ path, kind, mapping }], now, ...options });
  } catch (error) {
    if (error instanceof BadLinesError) return error.rejections.rejectedLines.map(({ reason }) => reason);
    return [String(error).replaceAll(path, "FILE")];
  }
  await using lake = await openLake({ directory: folder.path });
  return (await readAll(lake, await planned(lake))).map(({ tsMs }) => new Date(tsMs).toISOString());
}

async function writeParquet(path: string, select: string): Promise<void> {
  const duckdb = await DuckDBInstance.create(":memory:");
  const connection = await duckdb.connect();
  await connection.run(`COPY (SELECT ${select} AS at) TO '${path}' (FORMAT parquet)`);
  connection.closeSync();
  duckdb.closeSync();
}

describe("a text", () => {
  test.each<[string, Time, string]>([
    ["2026-11-27 11:00:00+01:00", {}, ten],
    ["2026-11-27 11:00:00.000+01", {}, ten],
    ["2026-11-27T02:00:00-0800", {}, ten],
    ["2026-11-27t10:00:00z", {}, ten],
    ["2026-11-27 10:00:00 UTC", {}, ten],
    ["2026-11-27 11:00:00", { timeZone: "Europe/Berlin" }, ten],
    ["2026-11-27 11:00:00+01:00", { timeZone: "America/New_York" }, ten],
    ["2026-11-27", { timeZone: "Europe/Berlin" }, "2026-11-26T23:00:00.000Z"],
    ["1795773600000", {}, ten],
    ["2026-11-27T10:00:00Z", { format: "rfc3339" }, ten],
    ["2026-11-27 05:00", { format: "local", timeZone: "America/New_York" }, ten],
    ["1795773600", { format: "epochSeconds" }, ten],
    ["1795773600.0004", { format: "epochSeconds" }, ten],
    ["1795773600000999", { format: "epochMicros" }, ten],
    ["1795773600000999999", { format: "epochNanos" }, ten],
    // An hour that clocks show twice is the first one, one that they skip comes an hour later.
    ["2026-10-25 02:30:00", { timeZone: "Europe/Berlin" }, "2026-10-25T00:30:00.000Z"],
    ["2026-03-29 02:30:00", { timeZone: "Europe/Berlin" }, "2026-03-29T01:30:00.000Z"],
  ])("of %s, mapped as %j, is %s", async (text, time, instant) => {
    expect(await timesOf("csv", `at\n"${text}"\n`, { column: "at", ...time })).toEqual([instant]);
  });

  test.each<[string, Time, string]>([
    [
      "2026-11-27 10:00:00+01:00",
      { format: "local", timeZone: "UTC" },
      'has a time of 2026-11-27 10:00:00+01:00, which has an offset, so it is not local; say "format": "auto" in the mapping',
    ],
    [
      "2026-11-27T10:00:00Z",
      { format: "local", timeZone: "UTC" },
      'has a time of 2026-11-27T10:00:00Z, which has an offset, so it is not local; say "format": "auto" in the mapping',
    ],
    [
      "2026-11-27 10:00:00",
      {},
      'has a time of 2026-11-27 10:00:00 without an offset; say with "timeZone" in the mapping on which clocks that is',
    ],
    [
      "2026-02-30 10:00:00",
      { format: "local", timeZone: "UTC" },
      "has a time of 2026-02-30 10:00:00; yyyy-mm-dd hh:mm:ss is expected",
    ],
    ["27.11.2026", {}, "has a time of 27.11.2026; yyyy-mm-dd hh:mm:ss and an offset are expected"],
    [
      "1795773600",
      {},
      'has a time of 1795773600, which looks like seconds; say "format": "epochSeconds" in the mapping',
    ],
    [
      "1795773600000",
      { format: "epochSeconds" },
      'has a time of 1795773600000, which looks like milliseconds; say "format": "epochMs" in the mapping',
    ],
  ])("of %s, mapped as %j, is refused", async (text, time, reason) => {
    expect(await timesOf("csv", `at\n"${text}"\n`, { column: "at", ...time })).toEqual([reason]);
  });
});

describe("a column of a Parquet file", () => {
  test.each<[string, Time, string]>([
    ["TIMESTAMPTZ '2026-11-27 11:00:00+01:00'", {}, ten],
    ["TIMESTAMPTZ '2026-11-27 11:00:00+01:00'", { timeZone: "America/New_York" }, ten],
    ["TIMESTAMPTZ '2026-11-27 11:00:00+01:00'", { format: "rfc3339" }, ten],
    ["TIMESTAMP '2026-11-27 11:00:00'", { timeZone: "Europe/Berlin" }, ten],
    ["TIMESTAMP '2026-11-27 10:00:00.0009'", { format: "local", timeZone: "UTC" }, ten],
    ["TIMESTAMP_NS '2026-11-27 10:00:00.000999999'", { timeZone: "UTC" }, ten],
    ["TIMESTAMP_MS '2026-11-27 10:00:00'", { timeZone: "UTC" }, ten],
    ["TIMESTAMP_S '2026-11-27 10:00:00'", { timeZone: "UTC" }, ten],
    ["DATE '2026-11-27'", { timeZone: "Europe/Berlin" }, "2026-11-26T23:00:00.000Z"],
    ["1795773600000::BIGINT", {}, ten],
    ["1795773600::INTEGER", { format: "epochSeconds" }, ten],
    ["1795773600000000001::BIGINT", { format: "epochNanos" }, ten],
    ["'2026-11-27 11:00:00+01:00'", {}, ten],
  ])("that is %s, mapped as %j, is %s", async (select, time, instant) => {
    expect(await timesOf("parquet", select, { column: "at", ...time })).toEqual([instant]);
  });

  test.each<[string, Time, string]>([
    [
      "TIMESTAMP '2026-11-27 11:00:00'",
      {},
      'SluiceError: In FILE the column "at" is a TIMESTAMP without a time zone. Say in the mapping on which clocks it is, with {"column": "at", "timeZone": "Europe/Paris"} or "UTC". Nothing was loaded.',
    ],
    [
      "TIMESTAMPTZ '2026-11-27 11:00:00+01:00'",
      { format: "local", timeZone: "Europe/Berlin" },
      'SluiceError: In FILE the column "at" is a TIMESTAMP with a time zone, so each of its values is an instant already. Leave "format" and "timeZone" out of the mapping. Nothing was loaded.',
    ],
    [
      "1795773600000::BIGINT",
      { format: "rfc3339" },
      'SluiceError: In FILE the column "at" holds numbers, which are never rfc3339. Say "epochMs" or another epoch format in the mapping. Nothing was loaded.',
    ],
    [
      "TIME '10:00:00'",
      {},
      'SluiceError: In FILE the column "at" is of the type TIME, which is no time of a day and a date. Nothing was loaded.',
    ],
  ])("that is %s, mapped as %j, is refused once", async (select, time, reason) => {
    expect(await timesOf("parquet", select, { column: "at", ...time })).toEqual([reason]);
  });
});

describe("a time that cannot be believed", () => {
  const odd: readonly (readonly [value: unknown, shown: string, fault: string])[] = [
    [1795773600, "1795773600", ", which looks like seconds; times are milliseconds"],
    [1795773600.25, "1795773600.25", ", which looks like seconds; times are milliseconds"],
    [1795773600000000, "1795773600000000", ", which looks like microseconds; times are milliseconds"],
    [1795773600000000000, "1795773600000000000", ", which looks like nanoseconds; times are milliseconds"],
    ["1989-12-31T23:59:59Z", '"1989-12-31T23:59:59Z"', ", before 1990; --any-time takes it"],
    ["2026-11-28T12:00:00Z", '"2026-11-28T12:00:00Z"', ", more than a day ahead of now; --any-time takes it"],
    ["2126-11-27T12:00:00Z", '"2126-11-27T12:00:00Z"', ", more than a day ahead of now; --any-time takes it"],
  ];

  test.each(odd)("is a bad line, of events and of profiles: %j", async (value, shown, fault) => {
    await using folder = await testFolder();
    const lines = [JSON.stringify({ type: "event", eventName: "E", ts: value }), profileLine({ identity: 1 }, value)];
    await expect(loadLines(folder.path, lines, { now })).rejects.toMatchObject({
      rejections: {
        rejectedLines: [{ reason: `has a ts of ${shown}${fault}` }, { reason: `has an updatedAt of ${shown}${fault}` }],
      },
    });
  });

  test("is taken if it is said that any is meant, and if it is moved to now", async () => {
    await using folder = await testFolder();
    const lines = [eventLine({ ts: "2126-11-27T12:00:00Z" }), eventLine({ ts: 1 })];
    expect(await loadLines(folder.path, lines, { now, anyTime: true })).toMatchObject({ events: 2 });
    expect(await loadLines(folder.path, lines.slice(0, 1), { now, shiftToNow: true })).toMatchObject({ events: 1 });
  });

  test("is none that is within a day of now, whatever clock wrote it", async () => {
    await using folder = await testFolder();
    const lines = [eventLine({ ts: "2026-11-28T11:59:59Z" }), eventLine({ ts: "1990-01-01T00:00:00Z" })];
    expect(await loadLines(folder.path, lines, { now })).toMatchObject({ events: 2 });
  });
});

test.each<[unknown, string]>([
  [{ eventName: { value: "E" }, ts: { colum: "at" } }, 'ts has no key "colum"; did you mean "column"?'],
  [
    { eventName: { value: "E" }, ts: { column: "at", timeZone: "Mars" } },
    "ts.timeZone is not an IANA time zone such as Europe/Paris",
  ],
  [
    { eventName: { value: "E" }, ts: { column: "at", format: "local" } },
    'ts.timeZone is missing: on which clocks, such as "Europe/Paris" or "UTC"?',
  ],
  [
    { eventName: { value: "E" }, ts: { column: "at", format: "epochMs", timeZone: "UTC" } },
    "ts.timeZone does not go with the format epochMs, whose values are instants by themselves",
  ],
  [
    { eventName: { value: "E" }, ts: { column: "at", format: "unix" } },
    "ts.format must be one of auto, rfc3339, local, epochSeconds, epochMs, epochMicros, epochNanos",
  ],
  [{ eventName: { valeu: "E" }, ts: { column: "at" } }, 'eventName has no key "valeu"; did you mean "value"?'],
  [{ eventName: { value: "E", column: "e" }, ts: { column: "at" } }, 'eventName must be {"value": …} or {"column": …}'],
  [{ eventName: { value: "E" } }, "ts is missing"],
  [
    { eventName: { value: "E" }, ts: { column: "at" }, eventProps: { a: { colum: "a" } } },
    'eventProps.a has no key "colum"; did you mean "column"?',
  ],
  [
    { eventName: { value: "E" }, ts: { column: "at" }, event_props: {} },
    'it has no key "event_props"; did you mean "eventProps"?',
  ],
  [{ eventName: { value: "E" }, ts: { column: "at" }, delimiter: ";;" }, "delimiter must be one character"],
  [{ type: "evnt" }, "type must be event or profile"],
  [7, "it must be an object in braces"],
])("a mapping %j is refused in words", (mapping, fault) => {
  const { error } = fileMappingSchema.safeParse(mapping);
  expect(error && mappingFault(error)).toBe(fault);
});
