import { randomUUID } from "node:crypto";
import type { Logger } from "@sluice/service";
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../dependencies.ts";

const header = "x-request-id";

/** One line for each request, and an id that finds it; headers, queries and bodies stay out of the log. */
export function logRequests(log: Logger): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const given = c.req.header(header);
    const httpRequestId = given !== undefined && /^[\w.-]{1,128}$/.test(given) ? given : randomUUID();
    const startedAt = performance.now();
    c.set("log", log.child({ httpRequestId }));
    c.header(header, httpRequestId);
    await next();
    const { method, path } = c.req;
    const durationMs = Math.round(performance.now() - startedAt);
    c.get("log").info({ method, path, status: c.res.status, durationMs }, "request");
  };
}
