import { type ConfigDb, findApiToken } from "@sluice/config-store";
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../dependencies.ts";
import { forbidden, invalidToken, missingToken } from "../errors.ts";
import type { RequestLimiter } from "./limit-requests.ts";

/** Lets in who has an API token, and viewers only where nothing changes. */
export function authenticate(store: ConfigDb, limiter: RequestLimiter): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const [, text] = /^Bearer +(\S+) *$/i.exec(c.req.header("authorization") ?? "") ?? [];
    if (text === undefined) throw missingToken();
    const token = await limiter.lookUp(c, text, () => findApiToken(store, text));
    if (!token) throw invalidToken();
    c.set("token", token);
    c.set("log", c.get("log").child({ project: token.projectId }));
    await limiter.count(c, text);
    if (token.role !== "admin" && !isReading(c.req.method, c.req.path)) throw forbidden(token.name);
    await next();
  };
}

/** Whether a viewer may ask for it. An estimate is asked for with POST, for its body's sake. */
export function isReading(method: string, path: string): boolean {
  return method === "GET" || method === "HEAD" || (method === "POST" && path === "/v1/exports/estimate");
}
