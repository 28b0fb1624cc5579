import { connectionAnswerSchema, createdExportAnswerSchema, problemSchema } from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { connectionRequest, exportRequest, newConnection } from "../../test-support/requests.ts";

let api: TestApi;
let connectionId: string;
let recurringId: number;
beforeAll(async () => {
  api = await testApi();
  connectionId = (await newConnection(api)).id;
  const made = await api.ask("POST", "/v1/exports", {
    connectionId,
    type: "selectEvents",
    eventNames: ["Charged"],
    format: "csv",
    frequency: "recurring",
    everyHours: 4,
  });
  recurringId = made.parsed(createdExportAnswerSchema).requestId;
});
afterAll(() => api[Symbol.asyncDispose]());

/** Every field that an export has, what is wrong with it, and what is said of it. */
const mistakes: readonly (readonly [pointer: string, change: object, message: string])[] = [
  ["/type", { type: "everything" }, 'must be one of "allEvents", "selectEvents", "allProfiles"'],
  ["/type", { type: undefined }, "is missing"],
  ["/frequency", { frequency: "hourly" }, 'must be one of "oneTime", "recurring"'],
  ["/format", { format: "avro" }, 'must be one of "json", "xml", "csv", "parquet"'],
  ["/format", { format: undefined }, "is missing"],
  ["/from", { from: undefined }, "is missing"],
  ["/from", { from: "yesterday" }, "must be an RFC 3339 time such as 2026-01-31T00:00:00Z"],
  ["/from", { from: "2026-02-01T00:00:00" }, "must be an RFC 3339 time such as 2026-01-31T00:00:00Z"],
  ["/from", { from: "2026-02-30T00:00:00Z" }, "must be an RFC 3339 time such as 2026-01-31T00:00:00Z"],
  ["/from", { from: "0000-12-31T00:00:00Z" }, "must be an RFC 3339 time such as 2026-01-31T00:00:00Z"],
  [
    "/from",
    { from: "2025-12-31T11:58:59Z" },
    "is more than 60 days ago; the earliest that is possible now is 2025-12-31T12:01:00.000Z",
  ],
  ["/to", { to: undefined }, "is missing"],
  ["/to", { to: 5 }, "must be a text"],
  ["/to", { to: "2026-02-01T00:00:00Z" }, "must be later than `from`"],
  ["/to", { to: "2026-01-31T23:59:59.999Z" }, "must be later than `from`"],
  ["/to", { to: "2026-02-01T05:30:00+05:30" }, "must be later than `from`"],
  ["/everyHours", { everyHours: 4 }, "goes with the frequency recurring only"],
  ["/startFrom", { startFrom: "2026-02-01T00:00:00Z" }, "goes with the frequency recurring only"],
  ["/eventNames", { eventNames: ["Charged"] }, "goes with the type selectEvents only; leave it out for allEvents"],
  ["/eventNames", { type: "selectEvents" }, "is missing: name the events, or export allEvents"],
  ["/eventNames", { type: "selectEvents", eventNames: [] }, "must name at least one event"],
  ["/eventNames", { type: "selectEvents", eventNames: namesUpTo(501) }, "must name at most 500 events"],
  ["/eventNames", { type: "selectEvents", eventNames: namesUpTo(600) }, "must name at most 500 events"],
  ["/eventNames", { type: "selectEvents", eventNames: "Charged" }, "must be a list"],
  ["/eventNames/0", { type: "selectEvents", eventNames: [7] }, "must be a text"],
  ["/eventNames/0", { type: "selectEvents", eventNames: ["x".repeat(2_049)] }, "must be at most 2048 characters long"],
  ["/eventNames/1", { type: "selectEvents", eventNames: ["Charged", "Charged"] }, '"Charged" is in the list twice'],
  ["/options", { options: [] }, "must be a JSON object"],
  ["/options/eventId", { options: { eventId: "yes" } }, "must be true or false"],
  [
    "/options/jsonHeader",
    { options: { jsonHeader: "none" } },
    "is not an option of csv, which takes these: eventId, columnNames",
  ],
  ["/options/a~1b~0", { options: { "a/b~": 1 } }, "is not an option of csv, which takes these: eventId, columnNames"],
  ["/options/parquetLayout", { format: "parquet", options: { parquetLayout: "wide" } }, 'must be "map" or "columns"'],
  ["/name", { name: "" }, "must not be empty"],
  ["/name", { name: "  " }, "must not be empty"],
  ["/name", { name: 7 }, "must be a text"],
  ["/name", { name: "x".repeat(201) }, "must be at most 200 characters long"],
  ["/name", { name: "two\nlines" }, "must not have control characters or line breaks"],
  ["/connectionId", { connectionId: undefined }, "is missing"],
  ["/connectionId", { connectionId: "" }, "must not be empty"],
  ["/connectionId", { connectionId: 7 }, "must be a text"],
  ["/connectionId", { connectionId: "nowhere" }, "is no connection of this project"],
];

describe.each(["/v1/exports", "/v1/exports/estimate"])("POST %s", (path) => {
  test.each(mistakes)("says what is wrong with %s in %j", async (pointer, change, message) => {
    const answer = await api.ask("POST", path, { ...exportRequest, connectionId, ...change });
    expect(answer.status).toBe(422);
    const { errors, detail } = answer.parsed(problemSchema);
    expect(errors).toEqual([expect.objectContaining({ pointer, in: "body", message })]);
    expect(detail).toBe(`\`${pointer.slice(1)}\` ${message}.`);
  });

  test.each([3, 25, 4.5, 0, -4, 1e9, "4", null])("refuses to run every %s hours", async (everyHours) => {
    const recurring = { type: "allEvents", format: "csv", frequency: "recurring", everyHours };
    const answer = await api.ask("POST", path, { ...recurring, connectionId });
    const message = "must be a whole number of hours from 4 to 24";
    expect(answer.parsed(problemSchema).errors).toEqual([{ pointer: "/everyHours", in: "body", message }]);
  });

  test("refuses a deleted connection, and that of another project", async () => {
    const mine = await newConnection(api, { name: `deleted before ${path}` });
    await api.ask("DELETE", `/v1/connections/${mine.id}`);
    const made = await api.ask(
      "POST",
      "/v1/connections",
      { ...connectionRequest, name: path },
      { token: api.stranger },
    );
    for (const { id } of [mine, made.parsed(connectionAnswerSchema)]) {
      const answer = await api.ask("POST", path, { ...exportRequest, connectionId: id });
      expect([answer.status, answer.parsed(problemSchema)]).toMatchObject([
        422,
        { code: "connection.not_found", errors: [{ pointer: "/connectionId" }] },
      ]);
    }
  });
});

describe("PATCH /v1/exports/{requestId}", () => {
  test.each([
    ["/eventNames", { eventNames: [] }, "must name at least one event"],
    ["/eventNames", { eventNames: namesUpTo(600) }, "must name at most 500 events"],
    ["/eventNames", { eventNames: null }, "must be a list"],
    ["/everyHours", { everyHours: 25 }, "must be a whole number of hours from 4 to 24"],
    ["/everyHours", { everyHours: 4.5 }, "must be a whole number of hours from 4 to 24"],
    ["/format", { format: null }, 'must be one of "json", "xml", "csv", "parquet"'],
    ["/options", { options: "none" }, "must be a JSON object"],
    ["/options/eventId", { options: { eventId: 1 } }, "must be true or false"],
    ["/name", { name: " " }, "must not be empty"],
    ["/connectionId", { connectionId: "" }, "must not be empty"],
    [
      "/from",
      { from: "2026-02-01T00:00:00Z" },
      "can't be changed: the windows of a recurring export follow one another",
    ],
    ["/to", { to: "2026-02-01T00:00:00Z" }, "can't be changed: the windows of a recurring export follow one another"],
  ])("says what is wrong with %s in %j", async (pointer, change, message) => {
    const answer = await api.ask("PATCH", `/v1/exports/${recurringId}`, change);
    expect(answer.status).toBe(422);
    expect(answer.parsed(problemSchema).errors).toEqual([{ pointer, in: "body", message }]);
  });

  test("refuses a deleted connection", async () => {
    const { id } = await newConnection(api, { name: "deleted before an edit" });
    await api.ask("DELETE", `/v1/connections/${id}`);
    const answer = await api.ask("PATCH", `/v1/exports/${recurringId}`, { connectionId: id });
    expect([answer.status, answer.parsed(problemSchema).code]).toEqual([422, "connection.not_found"]);
  });

  test("accepts an event that the project does not have yet, with a warning", async () => {
    const answer = await api.ask("PATCH", `/v1/exports/${recurringId}`, { eventNames: ["Refunded"] });
    expect(answer.status).toBe(200);
    const { eventNames, warnings } = answer.parsed(createdExportAnswerSchema);
    expect([eventNames, warnings.map(({ code }) => code)]).toEqual([["Refunded"], ["export.unknown_event"]]);
  });
});

function namesUpTo(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `event ${index}`);
}
