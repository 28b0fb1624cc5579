import { expect, test } from "vitest";
import { withChanged, withFirstPage } from "./export-pages.ts";
import type { Export, ExportPage } from "./schema.d.ts";

const exportOf = (requestId: number, status: Export["status"] = "Done"): Export => ({
  requestId,
  name: null,
  connection: { id: "c", name: "Lake" },
  type: "allEvents",
  frequency: "oneTime",
  format: "csv",
  options: {},
  eventNames: null,
  status,
  createdAt: "2026-11-28T06:00:00.000Z",
  archivedAt: null,
  totals: { runs: 1, records: 0, objects: 0, bytes: 0 },
  lastRun: null,
  nextRunAt: null,
  everyHours: null,
  startFrom: null,
  stopped: null,
});
const pageOf = (exports: number, ...items: Export[]): ExportPage => ({
  items,
  nextCursor: "further",
  totals: { exports, byStatus: { Pending: 0, Running: 0, Done: exports, Stopped: 0, Failed: 0 } },
});
const listed = {
  pages: [pageOf(4, exportOf(9), exportOf(8)), pageOf(4, exportOf(7), exportOf(6))],
  pageParams: [undefined, "further"],
};
const idsOf = ({ pages }: { pages: ExportPage[] }) => pages.map(({ items }) => items.map(({ requestId }) => requestId));

test("an export changes where it stands, and a page without it stays the very same", () => {
  const { pages } = withChanged(listed, [exportOf(7, "Failed")]);
  expect(pages[1]?.items.map(({ status }) => status)).toEqual(["Failed", "Done"]);
  expect(pages[0]).toBe(listed.pages[0]);
});

test("what is new comes first, once, with the counts", () => {
  const now = withFirstPage(listed, pageOf(6, exportOf(11), exportOf(10), exportOf(9, "Stopped"), exportOf(8)));
  expect(idsOf(now)).toEqual([
    [11, 10, 9, 8],
    [7, 6],
  ]);
  expect(now.pages[0]?.totals.exports).toBe(6);
  expect(now.pages[0]?.items[2]?.status).toBe("Stopped");
  expect(now.pages[1]).toBe(listed.pages[1]);
  expect(idsOf(withFirstPage(now, pageOf(6, exportOf(11), exportOf(10))))).toEqual(idsOf(now));
});

test("what does not belong into the list any more goes, and what follows it moves up", () => {
  expect(idsOf(withFirstPage(listed, pageOf(3, exportOf(9), exportOf(7))))).toEqual([[9, 7], [6]]);
});

test("what has moved to the front is there once", () => {
  expect(idsOf(withFirstPage(listed, pageOf(4, exportOf(6), exportOf(9))))).toEqual([[6, 9, 8], [7]]);
});

test("a list that fits on its first page is that page", () => {
  const all = { ...pageOf(1, exportOf(7)), nextCursor: null };
  expect(withFirstPage(listed, all)).toEqual({ pages: [all], pageParams: [undefined] });
});

test("when more is new than a page holds, the list goes on from that page", () => {
  const now = pageOf(9, exportOf(20), exportOf(19));
  expect(withFirstPage(listed, now)).toEqual({ pages: [now], pageParams: [undefined] });
});
