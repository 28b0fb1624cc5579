import type { MiddlewareHandler } from "hono";
import { except } from "hono/combine";
import { cors } from "hono/cors";
import { etag, RETAINED_304_HEADERS } from "hono/etag";
import { secureHeaders } from "hono/secure-headers";
import type { AppEnv } from "../dependencies.ts";
import { isPage } from "./page-paths.ts";

export const activityEventsPath = "/v1/exports/events";

/** What browsers must not do with an answer: guess its type, frame it, run anything in it. Pages have a policy of their own. */
export const refuseBrowsers: MiddlewareHandler = except(
  (c) => /^\/docs(\/|$)/.test(c.req.path) || isPage(c.req.path),
  secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    xFrameOptions: "DENY",
    // Whoever ends TLS in front of this says so for the host.
    strictTransportSecurity: false,
  }),
);

/** Answers are of one project; those that can be asked for again are kept to compare, all others not at all. */
export const sayWhatToKeep: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  if (c.res.headers.has("cache-control")) return;
  const isKept = (c.req.method === "GET" || c.req.method === "HEAD") && (c.res.ok || c.res.status === 304);
  c.header("cache-control", isKept ? "private, no-cache" : "no-store");
};

/** An ETag on everything that is read, and 304 for those who have it. A stream of events has no end to hash. */
export const compareVersions: MiddlewareHandler = except(
  (c) => c.req.path.endsWith("/progress") || c.req.path === activityEventsPath,
  etag({ weak: true, retainedHeaders: [...RETAINED_304_HEADERS, "access-control-allow-origin"] }),
);

/** Lets pages of these origins ask. Tokens come in a header, so no cookies are at stake. */
export function allowOrigins(origins: readonly string[]): MiddlewareHandler<AppEnv> {
  const allow = cors({
    origin: [...origins],
    allowMethods: ["GET", "HEAD", "POST", "PATCH", "DELETE"],
    allowHeaders: [
      "Authorization",
      "Content-Type",
      "Idempotency-Key",
      "If-None-Match",
      "Last-Event-ID",
      "X-Request-Id",
    ],
    exposeHeaders: [
      "ETag",
      "Idempotency-Replayed",
      "Location",
      "RateLimit-Limit",
      "RateLimit-Remaining",
      "RateLimit-Reset",
      "Retry-After",
      "X-Request-Id",
    ],
    maxAge: 600,
  });
  return (c, next) => {
    const isPreflight = c.req.method === "OPTIONS" && c.req.header("access-control-request-method") !== undefined;
    return origins.length > 0 && (isPreflight || c.req.method !== "OPTIONS") ? allow(c, next) : next();
  };
}
