import { expect, test } from "vitest";
import { bodyOf, type Draft, emptyDraft, hoursIn, missingIn } from "./draft.ts";

const bounds = { timeZone: "UTC", lookbackDays: 60, nowMs: Date.parse("2026-11-28T09:41:27Z") };
const draft: Draft = { ...emptyDraft("bucket"), eventNames: ["Charged"], startFrom: "2026-12-01T00:00:00.000Z" };
/** As it is sent. */
const sent = (changed: Partial<Draft>) => JSON.parse(JSON.stringify(bodyOf({ ...draft, ...changed }, bounds)));

test("a one-time export of events has a window, and nothing of a schedule", () => {
  expect(sent({ type: "selectEvents", format: "csv", name: " October " })).toEqual({
    name: "October",
    connectionId: "bucket",
    type: "selectEvents",
    eventNames: ["Charged"],
    frequency: "oneTime",
    from: "2026-11-21T09:41:00.000Z",
    to: "2026-11-28T09:41:00.000Z",
    format: "csv",
    options: { eventId: false, columnNames: "dotted" },
  });
});

test("a recurring export of events has a start, and no window", () => {
  expect(sent({ frequency: "recurring", everyHours: "6", format: "json" })).toEqual({
    name: null,
    connectionId: "bucket",
    type: "allEvents",
    frequency: "recurring",
    everyHours: 6,
    startFrom: "2026-12-01T00:00:00.000Z",
    format: "json",
    options: { eventId: false, jsonHeader: "eventName" },
  });
});

test("profiles have neither window nor start, and fewer options", () => {
  const profiles = { connectionId: "bucket", type: "allProfiles", name: null, options: { parquetContainer: "none" } };
  expect(sent({ type: "allProfiles" })).toEqual({ ...profiles, frequency: "oneTime", format: "parquet" });
  expect(sent({ type: "allProfiles", frequency: "recurring" })).toEqual({
    ...profiles,
    frequency: "recurring",
    everyHours: 24,
    format: "parquet",
  });
});

test("what is typed for hours goes to the API as it is, which says what is wrong with it", () => {
  expect(["8", " 4.5 ", "99", "", "x"].map(hoursIn)).toEqual([8, 4.5, 99, undefined, undefined]);
});

test("the outcome is asked for when there is enough to ask for", () => {
  const missing = (changed: Partial<Draft>) => missingIn(bodyOf({ ...draft, ...changed }, bounds));
  expect(missing({})).toBe(null);
  expect(missing({ connectionId: "" })).toBe("connection");
  expect(missing({ type: "selectEvents", eventNames: [] })).toBe("events");
  expect(missing({ range: { kind: "exact", from: "2026-11-01T00:00:00.000Z", to: null } })).toBe("range");
  expect(missing({ range: { kind: "exact", from: null, to: null }, frequency: "recurring" })).toBe(null);
  expect(missing({ frequency: "recurring", everyHours: "" })).toBe("hours");
});
