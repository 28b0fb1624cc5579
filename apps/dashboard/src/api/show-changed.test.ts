import { QueryClient, type QueryKey } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { Export } from "./schema.d.ts";
import { showChanged } from "./show-changed.ts";

const exportOf = (status: Export["status"]): Export => ({
  requestId: 9,
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
const pagesOf = (one: Export) => ({ pages: [{ items: [one] }], pageParams: [undefined] });

test.each<[string, QueryKey, (one: Export) => unknown]>([
  ["the list", ["p", "exports", {}], pagesOf],
  ["an export's screen", ["p", "export", 9], (one) => one],
])(
  "an answer that was asked for before an export changed does not bring back what it was: %s",
  async (_, queryKey, shown) => {
    const queries = new QueryClient();
    const answer = Promise.withResolvers<unknown>();
    queries.setQueryData(queryKey, shown(exportOf("Pending")));
    const asked = queries.fetchQuery({ queryKey, queryFn: () => answer.promise });

    showChanged(queries, "p", [exportOf("Done")]);
    expect(queries.getQueryData(queryKey)).toEqual(shown(exportOf("Done")));
    answer.resolve(shown(exportOf("Running")));
    await asked;

    await expect.poll(() => queries.getQueryData(queryKey)).toEqual(shown(exportOf("Done")));
  },
);

test("another project's exports stay as they are, whatever their numbers", () => {
  const queries = new QueryClient();
  queries.setQueryData(["q", "export", 9], exportOf("Running"));
  showChanged(queries, "p", [exportOf("Done")]);
  expect(queries.getQueryData(["q", "export", 9])).toEqual(exportOf("Running"));
});
