import {
  encoderConformance,
  encodeSample,
  type ReadEntry,
  type ReadRecord,
  sampleRecord,
  unwrapped,
} from "@sluice/encoding/conformance";
import type { FormatOptions } from "@sluice/types";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvEncoder } from "./mod.ts";

describe("what is in an object", () => {
  test("a header, then a row for each event, ended by CR LF, without a byte order mark", async () => {
    const text = await encoded({
      records: [
        sampleRecord({
          profile: '{"identity":"u1","city":"Paris"}',
          deviceInfo: '{"make":"Acme"}',
          eventProps: '{"n":1.50}',
          sessionProps: '{"utm":"x"}',
        }),
        sampleRecord(),
      ],
    });
    const [header, first, second, ...rest] = text.split("\r\n");
    expect(header).toMatch(
      /^ts,eventName,profile\.identity,.*,controlGroupName,profile\.city,eventProps\.n,sessionProps\.utm$/,
    );
    expect(first).toBe("20200220073735,Charged,u1,,,,,,,,Acme,,,,,,,,,,,Paris,1.5,x");
    expect(second).toBe(`20200220073735,Charged${",".repeat(22)}`);
    expect(rest).toEqual([""]);
  });

  test("every object has the header", async () => {
    const records = [sampleRecord({ eventProps: '{"a":1}' }), sampleRecord({ eventProps: '{"b":2}' })];
    const objects = await encodeSample({ encoder: csvEncoder, records, limits: { maxObjectRecords: 1 } });
    const [first, second] = objects.map((object) => textOf(unwrapped(csvEncoder, object)).split("\r\n")[0]);
    expect(objects).toHaveLength(2);
    expect(second).toBe(first);
  });

  test("the event id is a column when asked for", async () => {
    const text = await encoded({ records: [sampleRecord({ eventId: "a,b" })] }, { eventId: true });
    expect(text).toMatch(/^ts,eventName,eventId,profile\.identity,/);
    expect(text).toContain('\r\n20200220073735,Charged,"a,b",,');
  });

  test.each([
    ['""', '""'],
    ["null", ""],
    ["true", "true"],
    ["12345678901234567890", "12345678901234567890"],
    ['" x "', " x "],
    ['"a,b"', '"a,b"'],
    ['"say \\"x\\""', '"say ""x"""'],
    ['"a\\nb"', '"a\nb"'],
    ['"a\\rb"', '"a\rb"'],
    ['"tab\\there"', "tab\there"],
    ["[]", "[]"],
    ['["a",1.0]', '"[""a"",1.0]"'],
    ["{}", "{}"],
    ['"\\ud800"', "\ufffd"],
    [`"${"x".repeat(100)},"`, `"${"x".repeat(100)},"`],
  ])("%s is the cell %j", async (json, cell) => {
    const text = await encoded({ records: [sampleRecord({ eventProps: `{"v":${json}}` })] });
    expect(text.endsWith(`,${cell}\r\n`)).toBe(true);
  });
});

describe("the dimensions of a device", () => {
  test.each([
    ['{"width":412,"height":892,"unit":"px"}', { width: "412", height: "892", unit: "px" }],
    ['{"unit":"in","width":5.50}', { width: "5.5", height: "", unit: "in" }],
    ['{"width":1,"depth":2}', { width: "1", height: "", unit: "", depth: "2" }],
    ["{}", { width: "", height: "", unit: "" }],
    ['"412x892"', { width: "", height: "", unit: "", json: "412x892" }],
    ["null", { width: "", height: "", unit: "" }],
  ])("%s is spread over columns, and has one of its own where it is no object", async (json, cells) => {
    const [row] = rowsOf(await encoded({ records: [sampleRecord({ deviceInfo: `{"dimensions":${json}}` })] }));
    expect({
      width: row?.["deviceInfo.dimensions.width"],
      height: row?.["deviceInfo.dimensions.height"],
      unit: row?.["deviceInfo.dimensions.unit"],
      depth: row?.["deviceInfo.dimensions.depth"],
      json: row?.["deviceInfo.dimensions"],
    }).toEqual(cells);
  });

  test("a large object that needs a cell of its own beside those of its parts is whole", async () => {
    const dimensions = { width: '"'.repeat(50_000), unplanned: 1 };
    const types = ["object" as const, "string" as const];
    const schema = { profile: [], deviceInfo: [{ key: "dimensions", types }], eventProps: [], sessionProps: [] };
    const records = [sampleRecord({ deviceInfo: JSON.stringify({ dimensions }) }), sampleRecord()];
    const [row, next] = rowsOf(await encoded({ records, schema }));
    expect(row?.["deviceInfo.dimensions.width"]).toBe(dimensions.width);
    expect(row?.["deviceInfo.dimensions"]).toBe(JSON.stringify(dimensions));
    expect(next?.eventName).toBe("Charged");
  });

  test("a key spelt dimensions.width does not hide the object's width", async () => {
    const deviceInfo = '{"dimensions.width":1,"dimensions":{"width":2}}';
    const [row] = rowsOf(await encoded({ records: [sampleRecord({ deviceInfo })] }));
    expect(row?.["deviceInfo.dimensions.width"]).toBe("2");
    expect(Object.entries(row ?? {}).filter(([name]) => name.startsWith("deviceInfo.dimensions.width~"))).toMatchObject(
      [[expect.any(String), "1"]],
    );
  });
});

test("a key that the plan does not know is an error, not a loss", async () => {
  const records = [sampleRecord({ eventProps: '{"new":1}' })];
  const schema = { profile: [], deviceInfo: [], eventProps: [], sessionProps: [] };
  await expect(encodeSample({ encoder: csvEncoder, records, schema })).rejects.toMatchObject({
    code: "encode.unplanned_key",
  });
});

test("rows are byte for byte what csv-stringify writes", async () => {
  const cell = fc.string({ unit: fc.constantFrom(..."ab\",\r\n é'\t;|\u2028😀"), minLength: 1, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 5 }), async (rows) => {
      const records = rows.map(([a, b, c]) => sampleRecord({ eventProps: JSON.stringify({ a, b, c }) }));
      const [, ...lines] = parse(await encoded({ records }), { delimiter: ",", record_delimiter: "\r\n" });
      expect(lines.map((line) => line.slice(-3))).toEqual(rows);
      const fixed = ["20200220073735", "Charged", ...Array.from({ length: 19 }, () => "")];
      const oracle = stringify(
        rows.map((row) => [...fixed, ...row]),
        { record_delimiter: "\r\n", quoted_match: /[\r\n]/ },
      );
      expect((await encoded({ records })).slice(-oracle.length - 2)).toBe(`\r\n${oracle}`);
    }),
    { numRuns: 100 },
  );
});

for (const options of [{}, { eventId: true }]) {
  encoderConformance(`the encoder contract with ${JSON.stringify(options)}`, {
    encoder: csvEncoder,
    options,
    dialect: { nullIsMissing: true },
    read: readCsv,
  });
}

async function encoded(
  sample: Omit<Parameters<typeof encodeSample>[0], "encoder">,
  options: Partial<FormatOptions> = {},
): Promise<string> {
  const [object] = await encodeSample({ ...sample, encoder: csvEncoder, options });
  return object ? textOf(unwrapped(csvEncoder, object, options)) : "";
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

function rowsOf(text: string): Record<string, string>[] {
  return parse(text, { columns: true });
}

/** Reads with csv-parse. An empty cell is null unless it is quoted. */
function readCsv(bytes: Uint8Array): ReadRecord[] {
  const table: (string | null)[][] = parse(textOf(bytes), {
    record_delimiter: "\r\n",
    cast: (text, { quoting }) => (text === "" && !quoting ? null : text),
  });
  const [header = [], ...rows] = table;
  expect(new Set(header).size).toBe(header.length);
  return rows.map((row) => {
    const cells = header.map((name, index): ReadEntry => [name ?? "", row[index] ?? null]);
    const section = (prefix: string) =>
      cells
        .filter(([name, text]) => name.startsWith(`${prefix}.`) && text !== null)
        .map(([name, text]): ReadEntry => [name.slice(prefix.length + 1), text]);
    const named = new Map(cells);
    return {
      ts: named.get("ts") ?? "",
      eventName: named.get("eventName") ?? "",
      eventId: named.get("eventId") ?? null,
      profile: section("profile"),
      deviceInfo: section("deviceInfo"),
      eventProps: section("eventProps"),
      sessionProps: section("sessionProps"),
    };
  });
}
