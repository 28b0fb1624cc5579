import { Counter, Histogram, metricsRegistry } from "@sluice/service";
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppEnv } from "../dependencies.ts";

export interface Metrics {
  readonly count: MiddlewareHandler<AppEnv>;
  /** In the Prometheus text format, 0.0.4. */
  readonly text: () => Promise<string>;
}

/** Counts requests by method, route and status; routes are few, whatever paths are asked for. */
export function requestMetrics(): Metrics {
  const registry = metricsRegistry();
  const registers = [registry];
  const requests = new Counter({
    name: "sluice_http_requests_total",
    help: "Requests answered.",
    registers,
    labelNames: ["method", "route", "status"],
  });
  const seconds = new Histogram({
    name: "sluice_http_request_duration_seconds",
    help: "Time until an answer began.",
    registers,
    labelNames: ["method", "route"],
    buckets: [0.005, 0.02, 0.1, 0.5, 1, 2.5, 10],
  });
  return {
    async count(c, next) {
      const startedAt = performance.now();
      await next();
      const labels = { method: c.req.method, route: routePath(c, -1) };
      requests.inc({ ...labels, status: c.res.status });
      seconds.observe(labels, (performance.now() - startedAt) / 1_000);
    },
    text: () => registry.metrics(),
  };
}
