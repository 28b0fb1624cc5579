import { expect, test } from "vitest";
import type { DeliveredObject } from "../../api/schema.d.ts";
import { eventTotals, searchedFor } from "./event-totals.ts";

function objectOf(eventName: string | null, records: number): DeliveredObject {
  return {
    key: `${eventName}-${records}`,
    eventName,
    databaseId: 0,
    fileIndex: 0,
    records,
    bytes: records * 10,
    sha256: "",
    minTs: "2026-11-01T00:00:00Z",
    maxTs: "2026-11-01T00:00:00Z",
  };
}

test("adds up each event's objects, the largest first", () => {
  const totals = eventTotals([
    objectOf("Viewed", 5),
    objectOf("Charged", 4),
    objectOf("Charged", 3),
    objectOf("Added", 5),
  ]);
  expect(totals).toEqual([
    { name: "Charged", records: 7, bytes: 70, objects: 2 },
    { name: "Added", records: 5, bytes: 50, objects: 1 },
    { name: "Viewed", records: 5, bytes: 50, objects: 1 },
  ]);
  expect(searchedFor(totals, " view").map(({ name }) => name)).toEqual(["Viewed"]);
});

test("has no events for profiles", () => {
  expect(eventTotals([objectOf(null, 5)])).toEqual([]);
});
