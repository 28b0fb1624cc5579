import { z } from "@hono/zod-openapi";
import type { ScheduledWindow } from "@sluice/chunking";
import { getExport, listRuns, listWindows, upcomingWindow } from "@sluice/config-store";
import { type EpochMs, type Window, windowsAnswerSchema, windowsQuerySchema } from "@sluice/types";
import { ledgerWindowAnswer, runWindowAnswer } from "../answers/export-window-answer.ts";
import { windowAnswer } from "../answers/run-answer.ts";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer, requestIdParam } from "../http/api-router.ts";
import { type Cursors, pageOf } from "../http/cursor.ts";
import { msOf } from "../http/optional-instant.ts";
import { v1Route } from "../http/v1-route.ts";

const windowsRoute = v1Route({
  method: "get",
  path: "/v1/exports/{requestId}/windows",
  tags: ["Exports"],
  summary: "What an export covers: its windows, what has become of each, and the one to come",
  request: { params: z.object(requestIdParam), query: windowsQuerySchema },
  responses: { 200: jsonAnswer(windowsAnswerSchema, "A page of windows") },
});

export function windowRoutes({ store }: AppDependencies, cursors: Cursors) {
  return apiRouter().openapi(windowsRoute, async (c) => {
    const { requestId } = c.req.valid("param");
    const { cursor, limit, order, from, to } = c.req.valid("query");
    const { frequency } = await getExport(store, c.get("token").projectId, requestId);
    const list = `${requestId} windows ${order}`;
    const after = cursors.read(list, cursor, z.int());
    const range = { fromMs: msOf(from), toMs: msOf(to) };
    if (frequency === "oneTime") {
      const runs = (await listRuns(store, requestId, { limit: 1 })).filter(({ window }) => reachesInto(window, range));
      return c.json({ items: runs.map(runWindowAnswer), nextCursor: null, upcoming: null }, 200);
    }
    // Before the page: a window that is opened meanwhile may be there twice, but is never missing.
    const upcoming = await upcomingWindow(store, requestId);
    const isAscending = order === "oldest";
    const found = await listWindows(store, requestId, { isAscending, after, ...range, limit: limit + 1 });
    const page = pageOf(found, limit, ({ fromMs }) => cursors.write(list, fromMs));
    return c.json(
      { ...page, items: page.items.map(ledgerWindowAnswer), upcoming: upcoming && upcomingAnswer(upcoming) },
      200,
    );
  });
}

interface Range {
  readonly fromMs: EpochMs | undefined;
  readonly toMs: EpochMs | undefined;
}

function reachesInto({ fromMs, toMs }: Window, range: Range): boolean {
  return (range.fromMs === undefined || toMs > range.fromMs) && (range.toMs === undefined || fromMs < range.toMs);
}

function upcomingAnswer({ scheduledMs, fromMs, toMs }: ScheduledWindow) {
  return {
    window: windowAnswer({ axis: "capturedAt", fromMs, toMs }),
    scheduledAt: new Date(scheduledMs).toISOString(),
  };
}
