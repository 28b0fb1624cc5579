import { z } from "@hono/zod-openapi";
import type { AppDependencies } from "../dependencies.ts";
import { findRun } from "../find-run.ts";
import { apiRouter, noQuery, requestIdParam, runParams } from "../http/api-router.ts";
import { v1Route } from "../http/v1-route.ts";
import { progressStream } from "../progress-stream.ts";

function progressRoute<P extends string, S extends z.ZodObject>(path: P, params: S) {
  return v1Route({
    method: "get",
    path,
    tags: ["Runs"],
    summary: "A run's progress as server-sent events: `progress` whenever it changes, `done` at the end",
    request: { params, query: noQuery },
    responses: {
      200: { content: { "text/event-stream": { schema: z.string() } }, description: "Events with a RunProgress each" },
    },
    refuses: ["run.not_found"],
  });
}

export function progressRoutes({ store, stopping }: AppDependencies) {
  return apiRouter()
    .openapi(progressRoute("/v1/exports/{requestId}/progress", z.object(requestIdParam)), async (c) => {
      const run = await findRun(store, c.get("token").projectId, c.req.valid("param"));
      return progressStream(store, run, c.get("log"), AbortSignal.any([c.req.raw.signal, stopping]));
    })
    .openapi(progressRoute("/v1/exports/{requestId}/runs/{runTimestamp}/progress", z.object(runParams)), async (c) => {
      const run = await findRun(store, c.get("token").projectId, c.req.valid("param"));
      return progressStream(store, run, c.get("log"), AbortSignal.any([c.req.raw.signal, stopping]));
    });
}
