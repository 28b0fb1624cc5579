import { z } from "@hono/zod-openapi";
import { encodedRecords, getRun } from "@sluice/config-store";
import type { Context } from "hono";
import { progressAnswer } from "../answers/run-answer.ts";
import type { AppDependencies, AppEnv } from "../dependencies.ts";
import { findRun, type RunAddress } from "../find-run.ts";
import { apiRouter, noQuery, requestIdParam, runParams } from "../http/api-router.ts";
import { v1Route } from "../http/v1-route.ts";
import { progressHub } from "../progress/progress-hub.ts";
import { progressStream } from "../progress/progress-stream.ts";

const headers = z.object({
  "Last-Event-ID": z
    .string()
    .optional()
    .describe("The id of the last event of a stream before this one: only what is new since is sent."),
});

function progressRoute<P extends string, S extends z.ZodObject>(path: P, params: S) {
  return v1Route({
    method: "get",
    path,
    tags: ["Runs"],
    summary: "A run's progress as server-sent events",
    description: [
      "`progress` whenever it changes, the present state first, and `done` at the end; the data of both is a RunProgress.",
      "An event's id names the state it tells of, and comments keep the connection alive.",
    ].join(" "),
    request: { params, query: noQuery, headers },
    responses: {
      200: { content: { "text/event-stream": { schema: z.string() } }, description: "Events with a RunProgress each" },
      204: { description: "The event with this Last-Event-ID was `done`: there is nothing to come" },
    },
    refuses: ["run.not_found"],
  });
}

const pollMs = 500;

export function progressRoutes({ store, stopping, log }: AppDependencies) {
  const hub = progressHub({
    pollMs,
    async read(runId) {
      const encoded = await encodedRecords(store, runId);
      const run = await getRun(store, runId);
      // The plan of a run that is done, and what its jobs have encoded, is not kept.
      return progressAnswer(run, run.status === "Done" ? run.records : encoded);
    },
    onError: (error, runId) => log.warn({ err: error, runId }, "progress cannot be read just now"),
  });
  const stream = async (c: Context<AppEnv>, address: RunAddress, lastEventId: string | undefined) => {
    const { runId } = await findRun(store, c.get("token").projectId, address);
    const signal = AbortSignal.any([c.req.raw.signal, stopping]);
    // HEAD is answered from the route of GET, and nobody would read its stream.
    const once = c.req.method === "HEAD" ? AbortSignal.abort() : signal;
    return progressStream(hub, { runId, lastEventId, signal: once });
  };
  return apiRouter()
    .openapi(progressRoute("/v1/exports/{requestId}/progress", z.object(requestIdParam)), (c) =>
      stream(c, c.req.valid("param"), c.req.valid("header")["Last-Event-ID"]),
    )
    .openapi(progressRoute("/v1/exports/{requestId}/runs/{runTimestamp}/progress", z.object(runParams)), (c) =>
      stream(c, c.req.valid("param"), c.req.valid("header")["Last-Event-ID"]),
    );
}
