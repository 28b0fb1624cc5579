import { readdirSync, readFileSync } from "node:fs";
import { encodeSample, sampleRecord, unwrapped } from "@sluice/encoding/conformance";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { csvEncoder } from "./mod.ts";

const folder = new URL("../fixtures/csv-spectrum/json/", import.meta.url);

test.each(readdirSync(folder))("what %s holds survives a round trip", async (file) => {
  const content: Record<string, string>[] | Record<string, string> = JSON.parse(
    readFileSync(new URL(file, folder), "utf8"),
  );
  const rows = [content].flat();
  const records = rows.map((row) => sampleRecord({ eventProps: JSON.stringify(row) }));
  const [object] = await encodeSample({ encoder: csvEncoder, records });
  const read: Record<string, string>[] = parse(object ? unwrapped(csvEncoder, object) : Buffer.of(), {
    columns: true,
    record_delimiter: "\r\n",
  });
  expect(read.map(propsOf)).toEqual(rows);
});

function propsOf(row: Record<string, string>): Record<string, string> {
  const prefix = "eventProps.";
  return Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, text]) => [name.slice(prefix.length), text]),
  );
}
