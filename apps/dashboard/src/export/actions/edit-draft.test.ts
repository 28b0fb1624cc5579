import { describe, expect, test } from "vitest";
import type { Export } from "../../api/schema.d.ts";
import { changeOf, draftOf } from "./edit-draft.ts";

const found: Export = {
  requestId: 1_795_847_549,
  name: null,
  connection: { id: "one", name: "Warehouse" },
  type: "selectEvents",
  frequency: "recurring",
  format: "csv",
  options: { eventId: false, columnNames: "dotted" },
  eventNames: ["Charged", "Viewed"],
  status: "Pending",
  createdAt: "2026-11-28T06:32:25.243Z",
  archivedAt: null,
  totals: { runs: 0, records: 0, objects: 0, bytes: 0 },
  lastRun: null,
  nextRunAt: null,
  everyHours: 24,
  startFrom: null,
  stopped: null,
};
const draft = draftOf(found);

describe("an edit", () => {
  test("that changes nothing sends nothing", () => {
    expect(changeOf(found, draft)).toEqual({});
    expect(changeOf(found, { ...draft, name: "  ", eventNames: " Charged\n\nViewed \n" })).toEqual({});
  });

  test("sends what it changes", () => {
    const change = changeOf(found, {
      ...draft,
      name: "Nightly ",
      everyHours: "12",
      eventNames: "Charged\nAdded to cart",
    });
    expect(change).toEqual({ name: "Nightly", everyHours: 12, eventNames: ["Charged", "Added to cart"] });
  });

  test("takes a name away", () => {
    const named = { ...found, name: "Nightly" };
    expect(changeOf(named, { ...draftOf(named), name: "" })).toEqual({ name: null });
  });

  test("to another format begins with that one's defaults", () => {
    expect(changeOf(found, { ...draft, format: "json", options: {} })).toEqual({ format: "json" });
    expect(changeOf(found, { ...draft, format: "json", options: { jsonHeader: "none" } })).toEqual({
      format: "json",
      options: { jsonHeader: "none" },
    });
  });
});
