import { createRoute, z } from "@hono/zod-openapi";
import { isStoreReady } from "@sluice/config-store";
import type { Client } from "@temporalio/client";
import type { AppDependencies } from "../dependencies.ts";
import { apiRouter, jsonAnswer } from "../http/api-router.ts";
import type { Metrics } from "../http/metrics.ts";

const tags = ["Operation"];
const readySchema = z.object({ ready: z.boolean(), postgresql: z.boolean(), temporal: z.boolean() });

const healthRoute = createRoute({
  ...{ method: "get", path: "/healthz", tags },
  summary: "Whether the process answers",
  responses: { 200: jsonAnswer(z.object({ ok: z.literal(true) }), "It does") },
});

const readyRoute = createRoute({
  ...{ method: "get", path: "/readyz", tags },
  summary: "Whether PostgreSQL and Temporal answer",
  responses: { 200: jsonAnswer(readySchema, "Both do"), 503: jsonAnswer(readySchema, "One does not") },
});

const metricsRoute = createRoute({
  ...{ method: "get", path: "/metrics", tags },
  summary: "Counters of the process and its requests, for Prometheus",
  responses: { 200: { content: { "text/plain": { schema: z.string() } }, description: "Prometheus text" } },
});

export function healthRoutes({ store, temporal, temporalTimeoutMs }: AppDependencies, metrics: Metrics) {
  return apiRouter()
    .openapi(healthRoute, (c) => c.json({ ok: true as const }, 200))
    .openapi(readyRoute, async (c) => {
      const [hasStore, hasTemporal] = await Promise.all([
        Promise.race([isStoreReady(store), tooLate()]),
        isTemporalReady(temporal, temporalTimeoutMs),
      ]);
      const ready = hasStore && hasTemporal;
      return c.json({ ready, postgresql: hasStore, temporal: hasTemporal }, ready ? 200 : 503);
    })
    .openapi(metricsRoute, (c) => {
      return c.text(metrics.text(), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" });
    });
}

const storeTimeoutMs = 2_000;

async function isTemporalReady(temporal: Client, timeoutMs: number): Promise<boolean> {
  try {
    await temporal.withDeadline(Date.now() + timeoutMs, () => temporal.workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  }
}

function tooLate(): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, storeTimeoutMs, false).unref());
}
