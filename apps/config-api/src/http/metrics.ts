import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { AppEnv } from "../dependencies.ts";

export interface Metrics {
  readonly count: MiddlewareHandler<AppEnv>;
  /** In the Prometheus text format, 0.0.4. */
  readonly text: () => string;
}

/** Counts requests by method, route and status; routes are few, whatever paths are asked for. */
export function requestMetrics(): Metrics {
  const counts = new Map<string, number>();
  const seconds = new Map<string, number>();
  return {
    async count(c, next) {
      const startedAt = performance.now();
      await next();
      const labels = `method="${c.req.method}",route="${routePath(c, -1)}"`;
      const full = `${labels},status="${c.res.status}"`;
      counts.set(full, (counts.get(full) ?? 0) + 1);
      seconds.set(labels, (seconds.get(labels) ?? 0) + (performance.now() - startedAt) / 1_000);
    },
    text: () =>
      [
        ...family("http_requests_total", "counter", "Requests answered.", counts),
        ...family("http_request_duration_seconds_sum", "counter", "Time spent until the answer began.", seconds),
        ...family(
          "process_resident_memory_bytes",
          "gauge",
          "Resident memory.",
          new Map([["", process.memoryUsage.rss()]]),
        ),
        ...family("process_cpu_seconds_total", "counter", "CPU time.", new Map([["", cpuSeconds()]])),
        ...family("process_uptime_seconds", "gauge", "Time since the start.", new Map([["", process.uptime()]])),
        "",
      ].join("\n"),
  };
}

function family(name: string, type: string, help: string, values: ReadonlyMap<string, number>): string[] {
  const lines = [...values].map(([labels, value]) => `${name}${labels === "" ? "" : `{${labels}}`} ${value}`);
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines];
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}
