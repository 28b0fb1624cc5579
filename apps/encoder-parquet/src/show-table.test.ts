import { encodeFirstEvents } from "@sluice/encoding";
import { batchOf, plainOptions, type SampleRecord, sampleRecord, schemaOf } from "@sluice/encoding/conformance";
import { maxShownBytes } from "@sluice/types";
import { expect, test } from "vitest";
import { parquetEncoder } from "./mod.ts";

async function shown(records: readonly SampleRecord[], parquetLayout: "map" | "columns") {
  const options = { ...plainOptions, parquetLayout };
  const context = { eventName: "Charged", timeZone: "UTC", schema: schemaOf(records), options };
  const batches = async function* () {
    yield batchOf(records);
  };
  const limits = { maxRecords: 100, maxBytes: maxShownBytes };
  const first = await encodeFirstEvents(parquetEncoder, context, batches(), limits);
  if (first.shown.kind !== "table") throw new Error(first.shown.kind);
  return { ...first.shown, records: first.records, isCut: first.isCut };
}

test("a map is shown with every key, in its order, and every value as its text", async () => {
  const eventProps = '{"b":1.50,"10":true,"2":null,"__proto__":"x","text":"\\"ü\\"","nested":{"a":[1]}}';
  const { columns, rows, isCut } = await shown([sampleRecord({ eventProps })], "map");
  expect(rows[0]?.[columns.indexOf("eventProperties")]).toBe(
    '{"b":"1.5","10":"true","2":null,"__proto__":"x","text":"\\"ü\\"","nested":"{\\"a\\":[1]}"}',
  );
  expect(isCut).toBe(false);
});

test("many columns and long values are cut, and it says so", async () => {
  const wide = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`key${index}`, "ü".repeat(1_000)]));
  const records = Array.from({ length: 5 }, () => sampleRecord({ eventProps: JSON.stringify(wide) }));
  const { columns, rows, records: count, isCut } = await shown(records, "columns");
  expect(columns).toHaveLength(200);
  expect(rows.length).toBeGreaterThan(0);
  expect([count, isCut]).toEqual([rows.length, true]);
  const texts = [...columns, ...rows.flat()].map((text) => Buffer.byteLength(text ?? ""));
  expect(texts.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(maxShownBytes);
});

test("of many records the first hundred are shown", async () => {
  const records = Array.from({ length: 250 }, (_, index) => sampleRecord({ tsMs: 1_700_000_000_000 + index }));
  const { rows, isCut } = await shown(records, "columns");
  expect([rows.length, isCut]).toEqual([100, false]);
  expect(rows[99]?.[0]).toBe(new Date(1_700_000_000_099).toISOString());
});
