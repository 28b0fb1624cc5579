import { createRoute, type RouteConfig } from "@hono/zod-openapi";
import type { ProblemCode } from "./problem-statuses.ts";

/** A route's own words and schemas; what all routes have in common is added where the document is made. */
type OwnRoute<P extends string> = Omit<RouteConfig, "path" | "security"> & {
  readonly path: P;
  /** The codes it refuses with beside those that its parameters, its body and its method bring along. */
  readonly refuses?: readonly ProblemCode[];
};

/** A route under /v1: for those with a token, and an admin's where something changes. */
export function v1Route<P extends string, R extends OwnRoute<P>>(route: R) {
  return createRoute({ ...route, security: [{ bearer: [] }] });
}

/** A route that looks for itself who asks. */
export function openRoute<P extends string, R extends OwnRoute<P>>(route: R) {
  return createRoute({ ...route, security: [] });
}
