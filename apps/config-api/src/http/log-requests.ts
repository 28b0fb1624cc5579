import { randomUUID } from "node:crypto";
import type { Logger } from "@sluice/service";
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../dependencies.ts";

const header = "x-request-id";

/** What probes and scrapers ask for every few seconds: of interest only when it goes wrong. */
const routine = new Set(["/healthz", "/readyz", "/metrics"]);

/** Whoever is forgotten stays in no log either. */
function withoutUser(path: string): string {
  return path.replace(/(\/users\/).*/is, "$1…");
}

/** One line for each request, and an id that finds it; headers, queries and bodies stay out of the log. */
export function logRequests(log: Logger): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const given = c.req.header(header);
    const httpRequestId = given !== undefined && /^[\w.-]{1,128}$/.test(given) ? given : randomUUID();
    const startedAt = performance.now();
    c.set("httpRequestId", httpRequestId);
    c.set("log", log.child({ httpRequestId }));
    await next();
    // Set last, as an answer that a route made by itself brings its own headers along.
    c.header(header, httpRequestId);
    const { method } = c.req;
    const path = withoutUser(c.req.path);
    const durationMs = Math.round(performance.now() - startedAt);
    const level = routine.has(path) && c.res.ok ? "debug" : "info";
    c.get("log")[level]({ method, path, status: c.res.status, durationMs }, "request");
  };
}
