import { newExportSchema, previewAnswerSchema } from "@sluice/types";
import { checkNewExport } from "../checks/check-new-export.ts";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer, jsonBody, noQuery } from "../http/api-router.ts";
import { v1Route } from "../http/v1-route.ts";
import { previewExport } from "../preview-export.ts";

const previewRoute = v1Route({
  method: "post",
  path: "/v1/exports/preview",
  tags: ["Exports"],
  summary: "The first records of an export as its first object would hold them, without creating it",
  request: { query: noQuery, body: jsonBody(newExportSchema) },
  responses: { 200: jsonAnswer(previewAnswerSchema, "The first records, by an encoder of the format") },
  refuses: [
    "export.from_too_old",
    "export.profile_export_scheduled",
    "connection.not_found",
    "preview.too_large",
    "lake.damaged",
    "encoder.unavailable",
    "encoder.busy",
    "preview.too_late",
    "queue.unavailable",
  ],
});

export function previewRoutes(deps: AppDependencies) {
  return apiRouter().openapi(previewRoute, async (c) => {
    const request = c.req.valid("json");
    const checked = await checkNewExport(deps, c.get("token").projectId, request);
    return c.json(await previewExport(deps, request, checked, deps.now(), c.req.raw.signal), 200);
  });
}
