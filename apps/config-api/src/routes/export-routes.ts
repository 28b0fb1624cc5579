import { z } from "@hono/zod-openapi";
import { countExports, exportTotals, getExport, latestRuns, listExports, listRuns } from "@sluice/config-store";
import { exportAnswerSchema, exportsAnswerSchema, exportsQuerySchema } from "@sluice/types";
import { exportAnswer } from "../answers/export-answer.ts";
import { findExportAnswer } from "../answers/find-export-answer.ts";
import type { AppDependencies } from "../dependencies.ts";
import { exportNotRunning } from "../errors.ts";
import { apiRouter, jsonAnswer, noQuery, requestIdParam } from "../http/api-router.ts";
import { type Cursors, pageOf } from "../http/cursor.ts";
import { msOf } from "../http/optional-instant.ts";
import { idempotencyHeaders } from "../http/repeat-answers.ts";
import { v1Route } from "../http/v1-route.ts";
import { stopRecurringExport } from "../stop-recurring-export.ts";
import { stopRunAnyway } from "../stop-run.ts";

const tags = ["Exports"];
const params = z.object(requestIdParam);

const listRoute = v1Route({
  method: "get",
  path: "/v1/exports",
  tags,
  summary: "The activity log, newest first",
  request: { query: exportsQuerySchema },
  responses: { 200: jsonAnswer(exportsAnswerSchema, "A page of exports") },
});

const getRoute = v1Route({
  method: "get",
  path: "/v1/exports/{requestId}",
  tags,
  summary: "One export with its latest run",
  request: { params, query: noQuery },
  responses: { 200: jsonAnswer(exportAnswerSchema, "The export") },
});

const stopRoute = v1Route({
  method: "post",
  path: "/v1/exports/{requestId}/stop",
  tags,
  summary: "Stop an export; its run ends within seconds",
  request: { params, query: noQuery, headers: idempotencyHeaders },
  responses: { 202: jsonAnswer(exportAnswerSchema, "The export, ending or ended") },
  refuses: ["export.not_running", "export.already_stopped", "temporal.unavailable"],
});

const placeSchema = z.object({ requestId: z.int(), lastRunTimestamp: z.int() });

export function exportRoutes(deps: AppDependencies, cursors: Cursors) {
  const { store } = deps;
  return apiRouter()
    .openapi(listRoute, async (c) => {
      const { projectId } = c.get("token");
      const { cursor, limit, sort, status, type, format, createdFrom, createdTo, ...others } = c.req.valid("query");
      const filter = {
        ...others,
        statuses: status,
        types: type,
        formats: format,
        createdFromMs: msOf(createdFrom),
        createdToMs: msOf(createdTo),
      };
      // A cursor goes on with the very list that it came from.
      const list = `${projectId} exports ${JSON.stringify([sort, filter])}`;
      const before = cursors.read(list, cursor, placeSchema);
      const found = await listExports(store, projectId, { ...filter, sort, before, limit: limit + 1 });
      const page = pageOf(found, limit, ({ requestId, lastRunTimestamp }) =>
        cursors.write(list, { requestId, lastRunTimestamp }),
      );
      const requestIds = page.items.map(({ requestId }) => requestId);
      const runs = await latestRuns(store, requestIds);
      const totals = await exportTotals(store, requestIds);
      const byStatus = await countExports(store, projectId, filter);
      const items = page.items.map((item) => {
        return exportAnswer(item, runs.get(item.requestId), totals.get(item.requestId));
      });
      const exports = Object.values(byStatus).reduce((sum, number) => sum + number, 0);
      return c.json({ ...page, items, totals: { exports, byStatus } }, 200);
    })
    .openapi(getRoute, async (c) => {
      const { requestId } = c.req.valid("param");
      return c.json(await findExportAnswer(store, c.get("token").projectId, requestId), 200);
    })
    .openapi(stopRoute, async (c) => {
      const { projectId } = c.get("token");
      const { requestId } = c.req.valid("param");
      const { status, recurrence } = await getExport(store, projectId, requestId);
      if (recurrence) {
        await stopRecurringExport(deps, projectId, requestId, c.get("log"));
        return c.json(await findExportAnswer(store, projectId, requestId), 202);
      }
      const [run] = await listRuns(store, requestId, { limit: 1 });
      if (!run || (run.status !== "Pending" && run.status !== "Running")) throw exportNotRunning(requestId, status);
      await stopRunAnyway(deps, run);
      return c.json(await findExportAnswer(store, projectId, requestId), 202);
    });
}
