import { z } from "@hono/zod-openapi";
import { getExport, getRun, getTimeline, listRunErrors, listRuns, precedingOf, reopenRun } from "@sluice/config-store";
import { runAnswerSchema, runDetailsAnswerSchema, runsAnswerSchema, runsQuerySchema } from "@sluice/types";
import { runAnswer, windowAnswer } from "../answers/run-answer.ts";
import { runErrorsAnswer, timelineAnswer } from "../answers/timeline-answer.ts";
import type { AppDependencies } from "../dependencies.ts";
import { findRun } from "../find-run.ts";
import { apiRouter, jsonAnswer, noQuery, requestIdParam, runParams } from "../http/api-router.ts";
import { type Cursors, pageOf } from "../http/cursor.ts";
import { idempotencyHeaders } from "../http/repeat-answers.ts";
import { v1Route } from "../http/v1-route.ts";
import { startRun } from "../start-run.ts";

const tags = ["Runs"];

const listRoute = v1Route({
  method: "get",
  path: "/v1/exports/{requestId}/runs",
  tags,
  summary: "An export's runs, newest first",
  request: { params: z.object(requestIdParam), query: runsQuerySchema },
  responses: { 200: jsonAnswer(runsAnswerSchema, "A page of runs") },
});

const getRoute = v1Route({
  method: "get",
  path: "/v1/exports/{requestId}/runs/{runTimestamp}",
  tags,
  summary: "One run and what happened to it",
  request: { params: z.object(runParams), query: noQuery },
  responses: { 200: jsonAnswer(runDetailsAnswerSchema, "The run") },
});

const retryRoute = v1Route({
  method: "post",
  path: "/v1/exports/{requestId}/runs/{runTimestamp}/retry",
  tags,
  summary: "Go on with a Failed or Stopped run, with the same plan and the same keys",
  request: { params: z.object(runParams), query: noQuery, headers: idempotencyHeaders },
  responses: { 202: jsonAnswer(runAnswerSchema, "The run, waiting to go on") },
  refuses: ["run.not_retryable", "run.window_skipped", "run.expired"],
});

export function runRoutes(deps: AppDependencies, cursors: Cursors) {
  const { store } = deps;
  return apiRouter()
    .openapi(listRoute, async (c) => {
      const { requestId } = c.req.valid("param");
      const { cursor, limit } = c.req.valid("query");
      await getExport(store, c.get("token").projectId, requestId);
      const list = `${requestId} runs`;
      const before = cursors.read(list, cursor, z.int());
      const found = await listRuns(store, requestId, { before, limit: limit + 1 });
      const page = pageOf(found, limit, ({ runTimestamp }) => cursors.write(list, runTimestamp));
      return c.json({ ...page, items: page.items.map(runAnswer) }, 200);
    })
    .openapi(getRoute, async (c) => {
      const run = await findRun(store, c.get("token").projectId, c.req.valid("param"));
      const timeline = timelineAnswer(await getTimeline(store, run));
      const errors = runErrorsAnswer(await listRunErrors(store, run));
      const { manifestKey: previous, skipped } = await precedingOf(store, run.runId);
      return c.json(
        {
          ...runAnswer(run),
          previous,
          skipped: skipped.map((window) => windowAnswer({ axis: "capturedAt", ...window })),
          timeline,
          errors,
        },
        200,
      );
    })
    .openapi(retryRoute, async (c) => {
      const { projectId, runId, format } = await findRun(store, c.get("token").projectId, c.req.valid("param"));
      const execution = await reopenRun(store, runId);
      await startRun(deps, { projectId, runId, format, execution }, c.get("log"));
      return c.json(runAnswer(await getRun(store, runId)), 202);
    });
}
