import { createHash } from "node:crypto";
import {
  createOneTimeExport,
  createRecurringExport,
  findRepeatedExport,
  type NewExport as NewExportRow,
} from "@sluice/config-store";
import type { Logger } from "@sluice/service";
import {
  createdExportAnswerSchema,
  type ExportPeriod,
  estimateAnswerSchema,
  instantMs,
  newExportSchema,
  runIdOf,
  type Warning,
} from "@sluice/types";
import { findExportAnswer } from "../answers/find-export-answer.ts";
import { checkNewExport, type NewExport } from "../checks/check-new-export.ts";
import type { AppDependencies } from "../dependencies.ts";
import { estimateExport } from "../estimate-export.ts";
import { apiRouter, jsonAnswer, jsonBody, noQuery } from "../http/api-router.ts";
import { idempotencyHeaders, replayedHeader } from "../http/repeat-answers.ts";
import { v1Route } from "../http/v1-route.ts";
import { oneTimeWindow } from "../period-window.ts";
import { putSchedule } from "../put-schedule.ts";
import { startRun } from "../start-run.ts";

const tags = ["Exports"];

const estimateRoute = v1Route({
  method: "post",
  path: "/v1/exports/estimate",
  tags,
  summary: "What an export would deliver, without creating it",
  request: { query: noQuery, body: jsonBody(newExportSchema) },
  responses: { 200: jsonAnswer(estimateAnswerSchema, "Records, bytes and the first keys") },
  refuses: ["export.from_too_old", "export.profile_export_scheduled", "connection.not_found", "lake.damaged"],
});

const createExportRoute = v1Route({
  method: "post",
  path: "/v1/exports",
  tags,
  summary: "Create an export: one time, started at once, or recurring",
  request: { query: noQuery, headers: idempotencyHeaders, body: jsonBody(newExportSchema) },
  responses: { 201: jsonAnswer(createdExportAnswerSchema, "The new export") },
  refuses: ["export.from_too_old", "export.profile_export_scheduled", "connection.not_found"],
});

export function newExportRoutes(deps: AppDependencies) {
  const { store, now } = deps;
  return apiRouter()
    .openapi(estimateRoute, async (c) => {
      const request = c.req.valid("json");
      const checked = await checkNewExport(deps, c.get("token").projectId, request);
      return c.json(await estimateExport(deps, request, checked, now(), c.req.raw.signal), 200);
    })
    .openapi(createExportRoute, async (c) => {
      const { projectId } = c.get("token");
      const request = c.req.valid("json");
      const key = c.req.valid("header")["Idempotency-Key"];
      const idempotency = key === undefined ? undefined : { key, requestHash: hashOf(request) };
      // Before the checks: what was right then may be too old by now, and has been accepted all the same.
      const repeated = await findRepeatedExport(store, { projectId, idempotency });
      if (repeated) {
        c.header(replayedHeader, "true");
        c.header("location", `/v1/exports/${repeated.requestId}`);
        return c.json({ ...(await findExportAnswer(store, projectId, repeated.requestId)), warnings: [] }, 201);
      }
      const { connection, eventNames, warnings } = await checkNewExport(deps, projectId, request);
      const { name, type, format, options, period } = request;
      const created = { projectId, name, type, format, options, eventNames, idempotency, nowMs: now() };
      const { requestId, isStarted } = await createExport(
        deps,
        { ...created, connectionId: connection.id },
        period,
        c.get("log"),
      );
      c.header("location", `/v1/exports/${requestId}`);
      const answer = await findExportAnswer(store, projectId, requestId);
      return c.json({ ...answer, warnings: isStarted ? [...warnings] : [...warnings, startsLater] }, 201);
    });
}

/** A one-time export is started at once, a recurring one is given its schedule. */
async function createExport(
  deps: AppDependencies,
  created: NewExportRow,
  period: ExportPeriod,
  log: Logger,
): Promise<{ readonly requestId: number; readonly isStarted: boolean }> {
  const { store } = deps;
  if (period.kind === "recurring") {
    const startFromMs = period.startFrom === null ? null : instantMs(period.startFrom);
    const made = await createRecurringExport(store, { ...created, everyHours: period.everyHours, startFromMs });
    return { ...made, isStarted: !made.isNew || (await putSchedule(deps, made.requestId, log)) };
  }
  const window = oneTimeWindow(period, created.nowMs);
  const made = await createOneTimeExport(store, { ...created, window });
  const run = { projectId: created.projectId, runId: runIdOf(made), format: created.format, execution: 1 };
  return { ...made, isStarted: !made.isNew || (await startRun(deps, run, log)) };
}

const startsLater: Warning = {
  code: "export.starts_later",
  message: "The export is accepted, but its run could not be started at once. It starts by itself in a moment.",
};

/** Of the request as it was understood, so that white space and the order of fields don't matter. */
function hashOf(request: NewExport): string {
  return createHash("sha256").update(JSON.stringify(request)).digest("hex");
}
