import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadRecords } from "@sluice/event-source-lake";
import { type TestNats, testNats } from "@sluice/test-kit";
import { maxShownBytes, previewAnswerSchema, problemSchema } from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { startEncoder } from "../../test-support/encoder.ts";
import { exportRequest, newConnection } from "../../test-support/requests.ts";

let nats: TestNats;
let api: TestApi;
let connectionId: string;
beforeAll(async () => {
  nats = await testNats();
  api = await testApi({ nats: nats.urls["config-api"] });
  connectionId = (await newConnection(api)).id;
});
afterAll(async () => {
  await api?.[Symbol.asyncDispose]();
  await nats?.[Symbol.asyncDispose]();
});

const charged = { type: "selectEvents", eventNames: ["Charged"] };

function ask(change: object = {}, token = api.viewer) {
  const body = { ...exportRequest, ...charged, connectionId, ...change };
  return api.ask("POST", "/v1/exports/preview", body, { token });
}

async function preview(change: object = {}) {
  return (await ask(change)).parsed(previewAnswerSchema);
}

function encoderOf(format: "csv" | "json" | "parquet" | "xml") {
  return startEncoder(format, { nats: nats.urls.encoder, lake: api.lake });
}

const shown = {
  measured: { axis: "ts", from: "2026-02-01T00:00:00.000Z", to: "2026-03-01T00:00:00.000Z" },
  eventName: "Charged",
  records: 3,
  truncated: false,
};
const keyStart = "sluice/1772366400-1772366400-Charged-20260301-0-0";

describe("a preview is what an encoder makes of the first records", () => {
  test("as CSV, cut at whole records, and says no more of them than it shows", async () => {
    await using encoder = await encoderOf("csv");
    const answer = await preview();
    expect(answer).toMatchObject({ ...shown, kind: "text", key: `${keyStart}.csv.gz` });
    const lines = "text" in answer ? answer.text.split("\r\n") : [];
    expect(lines[0]).toMatch(/^ts,eventName,profile\.identity,.*,eventProps\.Amount$/);
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^20260227153000,Charged,a,.*,10$/),
      expect.stringMatching(/^20260228153000,Charged,a,.*,20$/),
      expect.stringMatching(/^20260301033000,Charged,a,.*,30$/),
      "",
    ]);

    // Many, and one that is longer than all that may be shown.
    const file = join(api.lake, "more.jsonl");
    const event = (index: number, text: string) =>
      JSON.stringify({ type: "event", eventName: "Long", ts: 1_772_000_000_000 + index, eventProps: { text } });
    const many = Array.from({ length: 300 }, (_, index) => event(index, "ü".repeat(1_000)));
    const huge = event(0, "ü".repeat(maxShownBytes)).replaceAll("Long", "Huge");
    await writeFile(file, [...many, huge].join("\n"));
    await loadRecords({ directory: api.lake, project: api.project, inputs: [{ path: file, kind: "jsonl" }] });
    const long = await preview({ eventNames: ["Long"] });
    if (long.kind !== "text") throw new Error(long.kind);
    expect(long).toMatchObject({ truncated: true });
    expect(Buffer.byteLength(long.text)).toBeLessThanOrEqual(maxShownBytes);
    expect(long.records).toBeGreaterThan(20);
    expect(long.text.split("\r\n")).toHaveLength(long.records + 2);
    const cut = await preview({ eventNames: ["Huge"] });
    if (cut.kind !== "text") throw new Error(cut.kind);
    expect(cut).toMatchObject({ truncated: true, records: 1 });
    expect(cut.text).toMatch(/ü$/);
    expect(Buffer.byteLength(cut.text)).toBeLessThanOrEqual(maxShownBytes);

    expect(await preview({ eventNames: ["Nothing"] })).toEqual({ kind: "empty", measured: shown.measured });
    expect(`${encoder.logged()}${api.logged()}`).not.toContain("üü");
  });

  test("as JSON, with the options that are asked for", async () => {
    await using _encoder = await encoderOf("json");
    const answer = await preview({ format: "json", options: { jsonHeader: "none" } });
    expect(answer).toMatchObject({ ...shown, kind: "text", key: `${keyStart}.json.gz` });
    const [first = ""] = "text" in answer ? answer.text.split("\n") : [];
    expect(JSON.parse(first)).toMatchObject({ eventName: "Charged", ts: 20260227153000, eventProps: { Amount: 10 } });
  });

  test("as XML, a whole document", async () => {
    await using _encoder = await encoderOf("xml");
    const answer = await preview({ format: "xml" });
    expect(answer).toMatchObject({ ...shown, kind: "text" });
    const text = "text" in answer ? answer.text : "";
    expect(text).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><root>\s*<Event>(.|\n)*<\/Event>\s*<\/root>\s*$/);
    expect(text.match(/<Event>/g)).toHaveLength(3);
  });

  test.each(["gzip", "none"])("as Parquet, a table out of a file with the container %s", async (parquetContainer) => {
    await using _encoder = await encoderOf("parquet");
    const options = { parquetContainer, parquetLayout: "columns" };
    const answer = await preview({ format: "parquet", options });
    expect(answer).toMatchObject({
      ...shown,
      kind: "table",
      columns: ["timestamp", "eventName", "profile", "deviceInfo", "eventProperties.Amount", "sessionProperties"],
      rows: [
        ["2026-02-27T10:00:00.000Z", "Charged", '{"identity":"a"}', "{}", "10", "{}"],
        ["2026-02-28T10:00:00.000Z", "Charged", '{"identity":"a"}', "{}", "20", "{}"],
        ["2026-02-28T22:00:00.000Z", "Charged", '{"identity":"a"}', "{}", "30", "{}"],
      ],
    });
  });
});

test("a preview of profiles is of users as they are now", async () => {
  await using own = await testApi({ nats: nats.urls["config-api"], now: Date.now });
  const profiles = ["a", "b"].map((identity) => ({ type: "profile", profile: { identity, plan: "gold" } }));
  const file = join(own.lake, "profiles.jsonl");
  await writeFile(file, profiles.map((line) => JSON.stringify(line)).join("\n"));
  await loadRecords({ directory: own.lake, project: own.project, inputs: [{ path: file, kind: "jsonl" }] });
  await using _json = await startEncoder("json", { nats: nats.urls.encoder, lake: own.lake });
  await using _parquet = await startEncoder("parquet", { nats: nats.urls.encoder, lake: own.lake });
  const { id } = await newConnection(own);
  const previewAs = async (format: string) => {
    const body = { type: "allProfiles", format, connectionId: id };
    return (await own.ask("POST", "/v1/exports/preview", body)).parsed(previewAnswerSchema);
  };
  const text = await previewAs("json");
  expect(text).toMatchObject({ kind: "text", eventName: null, records: 2, truncated: false });
  const lines = "text" in text ? text.text.trim().split("\n") : [];
  expect(lines.map((line) => JSON.parse(line).identity).sort()).toEqual(["a", "b"]);
  const table = await previewAs("parquet");
  expect(table).toMatchObject({ columns: ["identity", "objectId", "updatedAt", "profile"], records: 2 });
  expect("rows" in table ? table.rows.map(([identity]) => identity).sort() : []).toEqual(["a", "b"]);
});

test("without an encoder of its format, or without NATS, a preview says so and the rest of the API works", async () => {
  const answer = await ask({ format: "xml" });
  const problem = answer.parsed(problemSchema);
  expect([answer.status, problem.code]).toEqual([503, "encoder.unavailable"]);
  expect(problem.detail).toMatch(/^No xml encoder is running just now/);

  await using apart = await testApi();
  const { id } = await newConnection(apart);
  const body = { ...exportRequest, connectionId: id };
  const away = await apart.ask("POST", "/v1/exports/preview", body);
  expect([away.status, away.parsed(problemSchema).code]).toEqual([503, "queue.unavailable"]);
  expect((await apart.ask("POST", "/v1/exports/estimate", body)).status).toBe(200);
});

test("a preview comes again once NATS is back, without a restart of the API", async () => {
  expect((await ask()).status).toBe(503);
  await nats.restart();
  await using _encoder = await encoderOf("csv");
  await expect.poll(async () => (await ask()).status, { timeout: 30_000 }).toBe(200);
});

test("what an export may not be, a preview may not be either, and a preview is nobody else's", async () => {
  const answer = await ask({ options: { jsonHeader: "none" } });
  expect([answer.status, answer.parsed(problemSchema).code]).toEqual([422, "request.invalid"]);
  expect((await ask({}, api.stranger)).parsed(problemSchema).code).toBe("connection.not_found");
});
