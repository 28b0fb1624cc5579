import { z } from "@hono/zod-openapi";
import { editExport, getExport, listWindows, resumeExport } from "@sluice/config-store";
import {
  createdExportAnswerSchema,
  exportAnswerSchema,
  exportChangeSchema,
  resumeSchema,
  windowsAnswerSchema,
  windowsQuerySchema,
} from "@sluice/types";
import { findExportAnswer } from "../answers/find-export-answer.ts";
import { windowAnswer } from "../answers/run-answer.ts";
import { checkExportChange } from "../checks/check-export-change.ts";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer, jsonBody, noQuery, requestIdParam } from "../http/api-router.ts";
import { type Cursors, pageOf } from "../http/cursor.ts";
import { idempotencyHeaders } from "../http/repeat-answers.ts";
import { v1Route } from "../http/v1-route.ts";
import { putSchedule } from "../put-schedule.ts";

const tags = ["Exports"];
const params = z.object(requestIdParam);

const patchRoute = v1Route({
  method: "patch",
  path: "/v1/exports/{requestId}",
  tags,
  summary: "Change a recurring export from its next run on",
  request: { params, query: noQuery, body: jsonBody(exportChangeSchema) },
  responses: { 200: jsonAnswer(createdExportAnswerSchema, "The export as it is now") },
  refuses: ["export.not_recurring", "connection.not_found"],
});

const resumeRoute = v1Route({
  method: "post",
  path: "/v1/exports/{requestId}/resume",
  tags,
  summary: "Resume a stopped recurring export, from its last run (nothing is left out) or from now",
  request: { params, query: noQuery, headers: idempotencyHeaders, body: jsonBody(resumeSchema) },
  responses: { 200: jsonAnswer(exportAnswerSchema, "The export, waiting for its next run") },
  refuses: [
    "export.not_recurring",
    "export.not_stopped",
    "export.still_stopping",
    "export.profile_export_scheduled",
    "connection.not_found",
  ],
});

const windowsRoute = v1Route({
  method: "get",
  path: "/v1/exports/{requestId}/windows",
  tags,
  summary: "The ledger of a recurring export's windows, newest first",
  request: { params, query: windowsQuerySchema },
  responses: { 200: jsonAnswer(windowsAnswerSchema, "A page of windows") },
});

export function recurringExportRoutes(deps: AppDependencies, cursors: Cursors) {
  const { store, now } = deps;
  return apiRouter()
    .openapi(patchRoute, async (c) => {
      const { projectId } = c.get("token");
      const { requestId } = c.req.valid("param");
      const { change, warnings } = await checkExportChange(deps, projectId, requestId, c.req.valid("json"));
      await editExport(store, projectId, requestId, change);
      await putSchedule(deps, requestId, c.get("log"));
      return c.json({ ...(await findExportAnswer(store, projectId, requestId)), warnings: [...warnings] }, 200);
    })
    .openapi(resumeRoute, async (c) => {
      const { projectId } = c.get("token");
      const { requestId } = c.req.valid("param");
      await resumeExport(store, projectId, requestId, { from: c.req.valid("json").from, nowMs: now() });
      await putSchedule(deps, requestId, c.get("log"));
      return c.json(await findExportAnswer(store, projectId, requestId), 200);
    })
    .openapi(windowsRoute, async (c) => {
      const { requestId } = c.req.valid("param");
      const { cursor, limit } = c.req.valid("query");
      await getExport(store, c.get("token").projectId, requestId);
      const list = `${requestId} windows`;
      const before = cursors.read(list, cursor, z.int());
      const found = await listWindows(store, requestId, { before, limit: limit + 1 });
      const page = pageOf(found, limit, ({ fromMs }) => cursors.write(list, fromMs));
      const items = page.items.map(({ fromMs, toMs, state, runTimestamp }) => {
        return { window: windowAnswer({ axis: "capturedAt", fromMs, toMs }), state, runTimestamp };
      });
      return c.json({ ...page, items }, 200);
    });
}
