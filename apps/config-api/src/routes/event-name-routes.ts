import { z } from "@hono/zod-openapi";
import { getProject } from "@sluice/config-store";
import { compareCodePoints, eventNamesAnswerSchema, eventNamesQuerySchema } from "@sluice/types";
import type { AppDependencies } from "../dependencies.ts";
import { lastDays, volumeCache } from "../event-volumes.ts";
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

export function eventNameRoutes({ source, store, now }: AppDependencies, cursors: Cursors) {
  const volumes = volumeCache(source, now);
  return apiRouter().openapi(listRoute, async (c) => {
    const { projectId } = c.get("token");
    const { cursor, limit, text, days } = c.req.valid("query");
    const list = `${projectId} event names`;
    const after = cursors.read(list, cursor, z.string());
    const wanted = text?.toLowerCase() ?? "";
    const recent = days === undefined ? null : lastDays(days, now(), (await getProject(store, projectId)).timeZone);
    const counts = recent && (await volumes(projectId, recent.boundariesMs));
    const found = (await source.eventNames(projectId))
      .filter(({ eventName }) => eventName.toLowerCase().includes(wanted))
      .filter(({ eventName }) => after === undefined || compareCodePoints(eventName, after) > 0)
      .slice(0, limit + 1)
      .map(({ eventName, records, firstTsMs, lastTsMs }) => ({
        name: eventName,
        records,
        firstTs: new Date(firstTsMs).toISOString(),
        lastTs: new Date(lastTsMs).toISOString(),
        volume: counts && volumeOf(counts.get(eventName) ?? recent.days.map(() => 0)),
      }));
    const page = pageOf(found, limit, ({ name }) => cursors.write(list, name));
    return c.json({ ...page, days: recent && [...recent.days] }, 200);
  });
}

function volumeOf(perDay: readonly number[]) {
  return { records: perDay.reduce((sum, records) => sum + records, 0), perDay: [...perDay] };
}
