import { z } from "@hono/zod-openapi";
import { editExport, resumeExport } from "@sluice/config-store";
import { createdExportAnswerSchema, exportAnswerSchema, exportChangeSchema, resumeSchema } from "@sluice/types";
import { findExportAnswer } from "../answers/find-export-answer.ts";
import { checkExportChange } from "../checks/check-export-change.ts";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer, jsonBody, noQuery, requestIdParam } from "../http/api-router.ts";
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

export function recurringExportRoutes(deps: AppDependencies) {
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
    });
}
