import { z } from "@hono/zod-openapi";
import { archiveExport, unarchiveExport } from "@sluice/config-store";
import { exportAnswerSchema } from "@sluice/types";
import { findExportAnswer } from "../answers/find-export-answer.ts";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer, noQuery, requestIdParam } from "../http/api-router.ts";
import { idempotencyHeaders } from "../http/repeat-answers.ts";
import { v1Route } from "../http/v1-route.ts";

const tags = ["Exports"];
const request = { params: z.object(requestIdParam), query: noQuery, headers: idempotencyHeaders };

const archiveRoute = v1Route({
  method: "post",
  path: "/v1/exports/{requestId}/archive",
  tags,
  summary: "Put an export that has ended out of the log's way; it is kept, and shown to who asks for it",
  request,
  responses: { 200: jsonAnswer(exportAnswerSchema, "The export, archived") },
  refuses: ["export.still_going"],
});

const unarchiveRoute = v1Route({
  method: "post",
  path: "/v1/exports/{requestId}/unarchive",
  tags,
  summary: "Show an archived export in the log again",
  request,
  responses: { 200: jsonAnswer(exportAnswerSchema, "The export, not archived") },
});

export function archiveRoutes({ store }: AppDependencies) {
  return apiRouter()
    .openapi(archiveRoute, async (c) => {
      const { projectId } = c.get("token");
      const { requestId } = c.req.valid("param");
      await archiveExport(store, projectId, requestId);
      return c.json(await findExportAnswer(store, projectId, requestId), 200);
    })
    .openapi(unarchiveRoute, async (c) => {
      const { projectId } = c.get("token");
      const { requestId } = c.req.valid("param");
      await unarchiveExport(store, projectId, requestId);
      return c.json(await findExportAnswer(store, projectId, requestId), 200);
    });
}
