import { z } from "@hono/zod-openapi";
import { findRuns } from "@sluice/config-store";
import { foundRunsAnswerSchema, foundRunsQuerySchema } from "@sluice/types";
import { foundRunAnswer } from "../answers/run-answer.ts";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer } from "../http/api-router.ts";
import { type Cursors, pageOf } from "../http/cursor.ts";
import { msOf } from "../http/optional-instant.ts";
import { v1Route } from "../http/v1-route.ts";

const listRoute = v1Route({
  method: "get",
  path: "/v1/runs",
  tags: ["Runs"],
  summary: "The runs of all exports, newest first",
  description: "What failed in the last day: `status=Failed` and an `endedFrom` of a day ago.",
  request: { query: foundRunsQuerySchema },
  responses: { 200: jsonAnswer(foundRunsAnswerSchema, "A page of runs") },
});

const placeSchema = z.object({ requestId: z.int(), runTimestamp: z.int() });

export function foundRunRoutes({ store }: AppDependencies, cursors: Cursors) {
  return apiRouter().openapi(listRoute, async (c) => {
    const { projectId } = c.get("token");
    const { cursor, limit, status, format, startedFrom, startedTo, endedFrom, endedTo, ...others } =
      c.req.valid("query");
    const filter = {
      ...others,
      statuses: status,
      formats: format,
      startedFromMs: msOf(startedFrom),
      startedToMs: msOf(startedTo),
      endedFromMs: msOf(endedFrom),
      endedToMs: msOf(endedTo),
    };
    // A cursor goes on with the very list that it came from.
    const list = `${projectId} runs ${JSON.stringify(filter)}`;
    const before = cursors.read(list, cursor, placeSchema);
    const found = await findRuns(store, projectId, { ...filter, before, limit: limit + 1 });
    const page = pageOf(found, limit, ({ requestId, runTimestamp }) =>
      cursors.write(list, { requestId, runTimestamp }),
    );
    return c.json({ ...page, items: page.items.map(foundRunAnswer) }, 200);
  });
}
