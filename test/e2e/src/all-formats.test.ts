import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { gunzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { type TestCustomer, type TestStack, testCustomer, testStack, waitUntil } from "@sluice/test-kit";
import { type DeliveredObject, type Format, formats, manifestSchema, previewAnswerSchema } from "@sluice/types";
import { parse } from "csv-parse/sync";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostileEvents, hostileNames } from "./hostile-events.ts";

const perName = 120;
const records = perName * hostileNames.length;

let stack: TestStack;
let customer: TestCustomer;
beforeAll(async () => {
  stack = await testStack({
    encoders: { json: 2, csv: 1, xml: 1, parquet: 1 },
    environment: { "workflow-service": { SLUICE_SEGMENT_MAX_RECORDS: "50" } },
  });
  customer = await testCustomer(stack, { databases: 2, prefix: "exports/acme/" });
  const lines = hostileEvents(perName);
  await customer.load(lines.slice(0, records / 2));
  await customer.load(lines.slice(records / 2));
});
afterAll(() => stack?.[Symbol.asyncDispose]());

describe.each(formats)("an export of all events as %s", (format) => {
  test("delivers every record once, proven by its manifest, under the customer's two permissions", async () => {
    const requestId = await customer.export({ format, options: { eventId: true } });
    const run = await customer.endedRun(requestId);
    expect(run, JSON.stringify(run.error)).toMatchObject({ status: "Done", totals: { records } });

    const manifest = manifestSchema.parse(JSON.parse((await customer.storedBytes(run.manifestKey ?? "")).toString()));
    expect(manifest.events.map(({ name }) => name).sort()).toEqual([...hostileNames].sort());
    const stored = (await customer.storedKeys()).filter((key) => key.includes(`${requestId}-`));
    expect(stored).toEqual([...manifest.objects.map(({ key }) => key), run.manifestKey ?? ""].sort());
    for (const key of stored) {
      expect(key.startsWith(`exports/acme/${requestId}-`)).toBe(true);
      expect(Buffer.byteLength(key)).toBeLessThanOrEqual(1_024);
    }

    const ids = new Map<string, string[]>();
    for (const object of manifest.objects) {
      const found = await idsIn[format](object);
      expect(found, object.key).toHaveLength(object.records);
      const name = object.eventName ?? "";
      ids.set(name, [...(ids.get(name) ?? []), ...found]);
    }
    for (const [n, name] of hostileNames.entries()) {
      const expected = Array.from({ length: perName }, (_, i) => `${n}-${i}`).sort();
      expect(ids.get(name)?.sort(), JSON.stringify(name.slice(0, 40))).toEqual(expected);
    }
  });

  test("begins as its preview has it", async () => {
    const request = { type: "allEvents", format, options: { eventId: true }, connectionId: customer.connectionId };
    const day = 24 * 3_600_000;
    const window = {
      from: new Date(Date.now() - 30 * day).toISOString(),
      to: new Date(Date.now() - 1_000).toISOString(),
    };
    const { body } = await customer.call("POST", "/v1/exports/preview", { ...request, ...window });
    const preview = previewAnswerSchema.parse(body);
    if (preview.kind === "empty") throw new Error("nothing is shown");
    const requestId = await customer.export({ format, options: { eventId: true }, ...window });
    await customer.endedRun(requestId);
    const [object] = await customer.objects(requestId);
    if (!object) throw new Error("nothing is delivered");
    const withoutIds = (key: string) => key.replace(/\d+-\d+-/, "").replace(/-\d{8}-/, "-");
    expect([preview.eventName, withoutIds(preview.key)]).toEqual([object.eventName, withoutIds(object.key)]);
    if (preview.kind === "table") {
      const ids = preview.rows.map((row) => row[preview.columns.indexOf("eventId")]);
      const delivered = await idsIn[format](object);
      expect(ids.slice(0, 10)).toEqual(delivered.slice(0, 10));
    } else {
      const text = gunzipSync(await customer.storedBytes(object.key)).toString();
      const length = Math.floor(Math.min(text.length, preview.text.length) / 2);
      expect(length).toBeGreaterThan(1_000);
      expect(preview.text.slice(0, length)).toBe(text.slice(0, length));
    }
  });

  test("is the same, byte for byte, when it is made again", async () => {
    const [first, second] = [await customer.export({ format }), await customer.export({ format })];
    await Promise.all([customer.endedRun(first), customer.endedRun(second)]);
    const files = async (requestId: number) =>
      (await customer.objects(requestId)).map(({ eventName, databaseId, fileIndex, sha256 }) => [
        ...[eventName, databaseId, fileIndex, sha256],
      ]);
    expect(await files(second)).toEqual(await files(first));
  });
});

test("an export of select events delivers those and no others", async () => {
  const eventNames = ["__proto__", "日本語イベント"];
  const requestId = await customer.export({ type: "selectEvents", eventNames });
  const run = await customer.endedRun(requestId);
  expect(run.totals.records).toBe(2 * perName);
  expect(new Set((await customer.objects(requestId)).map(({ eventName }) => eventName))).toEqual(new Set(eventNames));
});

test("CSV with underscored columns goes into PostgreSQL by COPY, as the recipe has it", async () => {
  const eventProps = { Amount: 12.5, "a,b": 'say "so"', line: "one\ntwo", empty: "", amount: 7, Items: [{ n: 1 }] };
  const other = await testCustomer(stack);
  await other.load([JSON.stringify({ type: "event", eventName: "page:view", ts: Date.now() - 1_000, eventProps })]);
  const requestId = await other.export({ format: "csv", options: { columnNames: "underscored" } });
  await other.endedRun(requestId);
  const [object] = await other.objects(requestId);
  const csv = gunzipSync(await other.storedBytes(object?.key ?? "")).toString();
  const columns = csv.split("\r\n", 1)[0]?.replace(/[^,]+/g, '"$&" text');

  const client = new pg.Client({ connectionString: stack.databaseUrl });
  await client.connect();
  try {
    await client.query(`create temporary table page_view (${columns})`);
    await pipeline(csv, client.query(copyFrom("copy page_view from stdin csv header")));
    const { rows } = await client.query(
      `select "eventProps_Amount_192b58c2"::numeric as amount, "eventProps_a_b", "eventProps_line", "eventProps_empty",
              "eventProps_Items"::jsonb->0->>'n' as first, to_timestamp(ts, 'YYYYMMDDHH24MISS') is not null as is_time,
              "profile_email" is null as has_no_email from page_view`,
    );
    expect(rows).toEqual([
      {
        amount: "12.5",
        eventProps_a_b: 'say "so"',
        eventProps_line: "one\ntwo",
        eventProps_empty: "",
        first: "1",
        is_time: true,
        has_no_email: true,
      },
    ]);
  } finally {
    await client.end();
  }
});

test("a window is half open", async () => {
  const other = await testCustomer(stack);
  const ts = Date.now() - 60_000;
  const line = (eventId: string, tsMs: number) => JSON.stringify({ type: "event", eventId, eventName: "e", ts: tsMs });
  await other.load([line("before", ts - 1), line("first", ts), line("last", ts + 999), line("after", ts + 1_000)]);
  const from = new Date(ts).toISOString();
  const requestId = await other.export({ from, to: new Date(ts + 1_000).toISOString(), options: { eventId: true } });
  await other.endedRun(requestId);
  const [object] = await other.objects(requestId);
  expect(object?.records).toBe(2);
  const [, ...lines] = gunzipSync(await other.storedBytes(object?.key ?? ""))
    .toString()
    .trim()
    .split("\n");
  expect(lines.map((text) => JSON.parse(text).eventId)).toEqual(["first", "last"]);
});

test("an export without records is done, with a manifest that says zero and nothing else", async () => {
  const other = await testCustomer(stack);
  const requestId = await other.export({});
  expect(await other.endedRun(requestId)).toMatchObject({ status: "Done", totals: { records: 0, objects: 0 } });
  expect(await other.storedKeys()).toEqual([`${requestId}-${requestId}.manifest.json`]);
});

test("a run that is stopped ends within seconds and leaves no manifest", async () => {
  const other = await testCustomer(stack);
  await other.load(
    Array.from({ length: 40_000 }, (_, i) =>
      JSON.stringify({
        type: "event",
        eventId: String(i),
        eventName: "e",
        ts: Date.now() - 1_000,
        eventProps: { i, text: "x".repeat(200) },
      }),
    ),
  );
  const requestId = await other.export({ format: "xml" });
  await waitUntil("the run to run", async () => (await other.latestRun(requestId)).status === "Running");
  expect((await other.call("POST", `/v1/exports/${requestId}/stop`)).status).toBe(202);
  const run = await other.endedRun(requestId);
  expect(run).toMatchObject({ status: "Stopped", manifestKey: null });
  expect((await other.storedKeys()).filter((key) => key.includes("manifest"))).toEqual([]);
  expect((await other.call("POST", `/v1/exports/${requestId}/stop`)).status).toBe(409);
});

/** Reads the ids out of an object as someone would who never heard of Sluice. */
const idsIn: Readonly<Record<Format, (object: DeliveredObject) => Promise<string[]>>> = {
  async json({ key }) {
    const [, ...lines] = (await unpacked(key)).trimEnd().split("\n");
    return lines.map((line) => String(JSON.parse(line).eventId));
  },
  async csv({ key, eventName }) {
    const [header = [], ...rows] = parse(await unpacked(key), { record_delimiter: "\r\n" });
    const column = header.indexOf("eventId");
    for (const row of rows) expect(row[header.indexOf("eventName")]).toBe(eventName);
    return rows.map((row) => String(row[column]));
  },
  async xml({ key }) {
    const text = await unpacked(key);
    expect(XMLValidator.validate(text)).toBe(true);
    const parser = new XMLParser({ isArray: (name) => name === "Event", parseTagValue: false });
    const events: { eventId: string }[] = parser.parse(text).root.Event;
    return events.map(({ eventId }) => eventId);
  },
  async parquet({ key, eventName }) {
    const plain = join(stack.directory, `${key.replaceAll("/", "_").slice(-60)}.parquet`);
    await writeFile(plain, gunzipSync(await customer.storedBytes(key)));
    const duckdb = await DuckDBInstance.create();
    const connection = await duckdb.connect();
    const rows = await connection.runAndReadAll(`SELECT eventId, eventName FROM read_parquet('${plain}')`);
    const [ids = [], names = []] = rows.getColumns();
    for (const name of names) expect(name).toBe(eventName);
    connection.closeSync();
    duckdb.closeSync();
    return ids.map(String);
  },
};

async function unpacked(key: string): Promise<string> {
  return gunzipSync(await customer.storedBytes(key)).toString("utf8");
}
