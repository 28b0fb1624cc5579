import { encoderConformance, encodeSample, markedNames, sampleRecord, unwrapped } from "@sluice/encoding/conformance";
import type { FormatOptions } from "@sluice/types";
import { parquetMetadata } from "hyparquet";
import { describe, expect, test } from "vitest";
import { duckdbRows, hyparquetRows, readWithDuckdb } from "../test-support/read-parquet.ts";
import { columnTypeOf } from "./column-type.ts";
import { parquetEncoder } from "./mod.ts";

const layouts = ["map", "columns"] as const;
const containers = ["gzip", "none"] as const;

for (const parquetLayout of layouts) {
  for (const parquetContainer of containers) {
    const options = { parquetLayout, parquetContainer, eventId: parquetContainer === "none" };
    const isFlat = parquetLayout === "columns";
    encoderConformance(`the encoder contract with ${JSON.stringify(options)}, read by DuckDB`, {
      encoder: parquetEncoder,
      options,
      dialect: {
        nullIsMissing: isFlat,
        tsInUtc: true,
        names: (section, keys) =>
          markedNames(keys, {
            clean: (key) => key.toWellFormed(),
            ...(isFlat && section === "eventProps" ? { fold: (name) => name.toLowerCase() } : {}),
          }),
      },
      read: (bytes) => readWithDuckdb(bytes, isFlat),
    });
  }
}

describe("the columns of properties", () => {
  const eventProps = '{"Amount":1,"amount":2,"total amount":3,"total.amount":4,"größe":5,"plain":6}';
  const namesWith = async (columnNames: FormatOptions["columnNames"]) => {
    const options = { parquetLayout: "columns", parquetContainer: "none", columnNames } as const;
    const [row] = await duckdbRows(await onlyObject([sampleRecord({ eventProps })], options));
    const names = Object.keys(row ?? {}).filter((name) => name.startsWith("eventProperties"));
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(6);
    return { names, values: names.map((name) => Number(row?.[name])).sort() };
  };

  test("never differ by case only", async () => {
    const { names, values } = await namesWith("dotted");
    expect(names.filter((name) => /^eventProperties\.[Aa]mount~[0-9a-f]{8}$/.test(name))).toHaveLength(2);
    expect(names).toContain("eventProperties.total amount");
    expect(values).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test("hold letters, digits and underscores alone when underscored", async () => {
    const { names, values } = await namesWith("underscored");
    expect(names.filter((name) => /^eventProperties_([Aa]mount|total_amount)_[0-9a-f]{8}$/.test(name))).toHaveLength(4);
    expect(names).toContain("eventProperties_größe");
    expect(names).toContain("eventProperties_plain");
    expect(values).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe("both readers see the same", () => {
  const records = Array.from({ length: 5_000 }, (_, i) =>
    sampleRecord({
      tsMs: 1_700_000_000_000 + i,
      eventId: `e${i}`,
      profile: i % 3 === 0 ? "{}" : `{"identity":"u${i % 100}","name":null}`,
      eventProps: `{"n":${i},"big":${9_007_199_254_740_993n + BigInt(i)},"x":${i / 8},"flag":${i % 2 === 0},"unique":"v${i}","same":"ü","nested":[${i}]${i % 7 === 0 ? ',"rare":"r"' : ""}}`,
    }),
  );

  test.each(layouts)("in the layout %s", async (parquetLayout) => {
    const options = { parquetLayout, parquetContainer: "none" as const, eventId: true };
    const bytes = await onlyObject(records, options);
    const [ours, theirs] = [await hyparquetRows(bytes), await duckdbRows(bytes)];
    expect(ours).toHaveLength(records.length);
    expect(theirs).toHaveLength(records.length);
    for (const at of [0, 1, 7, 4_999]) {
      expect(ours[at]?.timestamp).toEqual(new Date(1_700_000_000_000 + at));
      expect(Number(theirs[at]?.ms)).toBe(1_700_000_000_000 + at);
      expect(ours[at]?.eventId).toBe(theirs[at]?.eventId);
    }
    if (parquetLayout === "columns") {
      expect(ours[7]).toMatchObject({
        "eventProperties.n": 7n,
        "eventProperties.big": 9_007_199_254_741_000n,
        "eventProperties.x": 7 / 8,
        "eventProperties.flag": false,
        "eventProperties.unique": "v7",
        "eventProperties.nested": "[7]",
        "eventProperties.rare": "r",
      });
      expect(ours[8]?.["eventProperties.rare"] ?? null).toBeNull();
    }
  });
});

describe("a file", () => {
  test("has one row group for each block, whose time range its statistics tell", async () => {
    const records = Array.from({ length: 250 }, (_, i) => sampleRecord({ tsMs: 1_700_000_000_000 + i }));
    const [object] = await encodeSample({
      encoder: parquetEncoder,
      records,
      options: { parquetContainer: "none" },
      limits: { maxObjectBytes: 200_000 },
    });
    const bytes = object ? unwrapped(parquetEncoder, object, { parquetContainer: "none" }) : new Uint8Array();
    const { row_groups, num_rows } = parquetMetadata(new Uint8Array(bytes).buffer);
    expect(num_rows).toBe(250n);
    const statistics = row_groups[0]?.columns[0]?.meta_data?.statistics;
    expect(statistics?.min_value).toEqual(new Date(1_700_000_000_000));
  });

  test("compresses pages only where the file is not gzipped", async () => {
    const codecOf = async (parquetContainer: "gzip" | "none") => {
      const bytes = await onlyObject([sampleRecord()], { parquetContainer });
      return parquetMetadata(new Uint8Array(bytes).buffer).row_groups[0]?.columns[0]?.meta_data?.codec;
    };
    expect(await codecOf("gzip")).toBe("UNCOMPRESSED");
    expect(await codecOf("none")).toBe("ZSTD");
  });

  test("refuses a key that the plan does not know, instead of dropping it", async () => {
    const schema = { profile: [], deviceInfo: [], eventProps: [], sessionProps: [] };
    const records = [sampleRecord({ eventProps: '{"new":1}' })];
    const encoding = encodeSample({ encoder: parquetEncoder, records, schema, options: { parquetLayout: "columns" } });
    await expect(encoding).rejects.toMatchObject({ code: "encode.unplanned_key" });
  });
});

test.each([
  [["integer"], "INT64"],
  [["integer", "bigint", "null"], "INT64"],
  [["integer", "double"], "DOUBLE"],
  [["bigint", "double"], "STRING"],
  [["decimal"], "STRING"],
  [["boolean", "null"], "BOOLEAN"],
  [["boolean", "string"], "STRING"],
  [["object"], "STRING"],
  [["null"], "STRING"],
] as const)("values of the types %j go into a column of type %s", (types, column) => {
  expect(columnTypeOf(types)).toBe(column);
});

async function onlyObject(
  records: Parameters<typeof encodeSample>[0]["records"],
  options: Partial<FormatOptions>,
): Promise<Uint8Array> {
  const objects = await encodeSample({ encoder: parquetEncoder, records, options });
  const [object] = objects;
  if (!object || objects.length > 1) throw new Error(`${objects.length} objects instead of one`);
  return unwrapped(parquetEncoder, object, options);
}
