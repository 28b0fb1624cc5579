import { z } from "@hono/zod-openapi";
import { compareCodePoints, eventNamesAnswerSchema, eventNamesQuerySchema } from "@sluice/types";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer } from "../http/api-router.ts";
import { type Cursors, pageOf } from "../http/cursor.ts";
import { v1Route } from "../http/v1-route.ts";

const listRoute = v1Route({
  method: "get",
  path: "/v1/event-names",
  tags: ["Events"],
  summary: "The events that can be exported",
  request: { query: eventNamesQuerySchema },
  responses: { 200: jsonAnswer(eventNamesAnswerSchema, "A page of events, by name") },
  refuses: ["lake.damaged"],
});

export function eventNameRoutes({ source }: AppDependencies, cursors: Cursors) {
  return apiRouter().openapi(listRoute, async (c) => {
    const { projectId } = c.get("token");
    const { cursor, limit, text } = c.req.valid("query");
    const list = `${projectId} event names`;
    const after = cursors.read(list, cursor, z.string());
    const wanted = text?.toLowerCase() ?? "";
    const found = (await source.eventNames(projectId))
      .filter(({ eventName }) => eventName.toLowerCase().includes(wanted))
      .filter(({ eventName }) => after === undefined || compareCodePoints(eventName, after) > 0)
      .slice(0, limit + 1)
      .map(({ eventName, records, firstTsMs, lastTsMs }) => ({
        name: eventName,
        records,
        firstTs: new Date(firstTsMs).toISOString(),
        lastTs: new Date(lastTsMs).toISOString(),
      }));
    return c.json(
      pageOf(found, limit, ({ name }) => cursors.write(list, name)),
      200,
    );
  });
}
