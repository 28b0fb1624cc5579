import { performance } from "node:perf_hooks";
import { z } from "@hono/zod-openapi";
import { attentionAnswerSchema } from "@sluice/types";
import { activityHub } from "../activity/activity-hub.ts";
import { attentionAnswer } from "../activity/read-activity.ts";
import type { AppDependencies } from "../dependencies.ts";
import { activityEventsPath } from "../http/answer-headers.ts";
import { apiRouter, jsonAnswer, noQuery } from "../http/api-router.ts";
import { eventStream, type ServerSentEvent } from "../http/event-stream.ts";
import { v1Route } from "../http/v1-route.ts";

const tags = ["Exports"];

const eventsRoute = v1Route({
  method: "get",
  path: activityEventsPath,
  tags,
  summary: "What happens in the activity log, as server-sent events",
  description: [
    "`hello` first. `exports` has exports that were made or changed, as the list shows them, or says with `reload` that",
    "too many were. `progress` has all runs that have not ended, each a RunProgress with recordsPerSecond and",
    "secondsLeft. `attention` has an Attention. Comments keep the connection alive; who comes back with the id of the",
    "last event gets what has changed since.",
  ].join(" "),
  request: {
    query: noQuery,
    headers: z.object({
      "Last-Event-ID": z
        .string()
        .optional()
        .describe("The id of the last event of a stream before this one: what has changed since is sent."),
    }),
  },
  responses: { 200: { content: { "text/event-stream": { schema: z.string() } }, description: "Events" } },
});

const attentionRoute = v1Route({
  method: "get",
  path: "/v1/exports/attention",
  tags,
  summary: "Exports that somebody should look at: failing, late, or stopped by themselves",
  request: { query: noQuery },
  responses: { 200: jsonAnswer(attentionAnswerSchema, "How many there are, and the first of them") },
});

const pollMs = 1_000;
const recheckMs = 15_000;
/** Who has been away for longer asks for everything anyway. */
const maxAwayMs = 10 * 60_000;

export function activityRoutes({ store, stopping, log, now }: AppDependencies) {
  const hub = activityHub({
    store,
    now,
    pollMs,
    onError: (error) => log.warn({ err: error }, "activity cannot be read just now"),
  });
  return apiRouter()
    .openapi(attentionRoute, async (c) => c.json(await attentionAnswer(store, c.get("token").projectId, now()), 200))
    .openapi(eventsRoute, (c) => {
      const ended = new AbortController();
      // HEAD is answered from the route of GET, and nobody would read its stream.
      if (c.req.method === "HEAD") ended.abort();
      const signal = AbortSignal.any([c.req.raw.signal, stopping, ended.signal]);
      const { projectId } = c.get("token");
      const sinceMs = sinceOf(c.req.valid("header")["Last-Event-ID"]);
      const events = hub.follow({ projectId, sinceMs, signal });
      return eventStream(whileLetIn(events, c.get("isStillIn")), () => ended.abort());
    });
}

/** Ids are instants; null for one that is none, or lies too far away. */
function sinceOf(lastEventId: string | undefined): number | undefined | null {
  if (lastEventId === undefined) return undefined;
  const ms = Number(lastEventId);
  return Number.isSafeInteger(ms) && Math.abs(Date.now() - ms) < maxAwayMs ? ms : null;
}

/** Ends when whoever asked would not be let in any more: signed out, or with a token that was revoked. */
async function* whileLetIn(
  events: AsyncGenerator<ServerSentEvent | null, void>,
  isStillIn: () => Promise<boolean> = async () => true,
): AsyncGenerator<ServerSentEvent | null, void> {
  let checkedAt = performance.now();
  for await (const event of events) {
    if (performance.now() - checkedAt > recheckMs) {
      if (!(await isStillIn())) return;
      checkedAt = performance.now();
    }
    yield event;
  }
}
