import { createRoute, z } from "@hono/zod-openapi";
import { isStoreReady } from "@sluice/config-store";
import { metricsContentType, readinessOf } from "@sluice/service";
import type { Client } from "@temporalio/client";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer, noQuery } from "../http/api-router.ts";
import type { Metrics } from "../http/metrics.ts";

const tags = ["Operation"];
/** For everybody who reaches the API: probes have no token. */
const security: never[] = [];
const readySchema = z.object({
  ready: z.boolean(),
  /** It answers, but not everything works. */
  degraded: z.boolean(),
  missing: z.array(z.string()),
  parts: z.object({ postgresql: z.boolean(), temporal: z.boolean(), lake: z.boolean() }).catchall(z.boolean()),
});

const healthRoute = createRoute({
  method: "get",
  path: "/healthz",
  tags,
  security,
  summary: "Whether the process answers",
  request: { query: noQuery },
  responses: { 200: jsonAnswer(z.object({ ok: z.literal(true) }), "It does") },
});

const readyRoute = createRoute({
  method: "get",
  path: "/readyz",
  tags,
  security,
  summary: "Whether the API works, and what it misses; without Temporal it accepts exports that start later",
  request: { query: noQuery },
  responses: { 200: jsonAnswer(readySchema, "It works"), 503: jsonAnswer(readySchema, "PostgreSQL does not answer") },
});

const metricsRoute = createRoute({
  method: "get",
  path: "/metrics",
  tags,
  security,
  summary: "Counters of the process and its requests, for Prometheus",
  request: { query: noQuery },
  responses: { 200: { content: { "text/plain": { schema: z.string() } }, description: "Prometheus text" } },
});

export function healthRoutes(deps: AppDependencies, metrics: Metrics) {
  const { store, temporal, temporalTimeoutMs, isLakeReadable } = deps;
  const checks = {
    needs: { postgresql: () => isStoreReady(store) },
    uses: { temporal: () => isTemporalReady(temporal, temporalTimeoutMs), lake: isLakeReadable },
  };
  return apiRouter()
    .openapi(healthRoute, (c) => c.json({ ok: true as const }, 200))
    .openapi(readyRoute, async (c) => {
      const found = await readinessOf(checks);
      c.header("cache-control", "no-store");
      return c.json(readySchema.parse(found), found.ready ? 200 : 503);
    })
    .openapi(metricsRoute, async (c) => c.text(await metrics.text(), 200, { "content-type": metricsContentType }));
}

async function isTemporalReady(temporal: Client, timeoutMs: number): Promise<boolean> {
  await temporal.withDeadline(Date.now() + timeoutMs, () => temporal.workflowService.getSystemInfo({}));
  return true;
}
