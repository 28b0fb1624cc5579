import type { ConnectionTarget, connectionTrialSchema } from "@sluice/types";
import type { z } from "zod";
import type { AppDependencies } from "../dependencies.ts";
import { checkEndpoint } from "./check-endpoint.ts";
import { checkRole } from "./check-role.ts";

/** Where a connection that is to be made or tried writes to, with what was left out; refuses what may not be. */
export function newTarget(deps: AppDependencies, sent: z.output<typeof connectionTrialSchema>): ConnectionTarget {
  const { provider: _, credentials, pathStyle, encryption = { type: "none" }, ...place } = sent;
  const target = { ...place, encryption, pathStyle: pathStyle ?? needsPathStyle(place) };
  checkEndpoint(deps, target, { ...place, pathStyle });
  checkRole(target, credentials, deps.roles);
  return target;
}

/** A bucket with a dot in its name has no host name that a certificate covers; stores of other makers seldom have one. */
function needsPathStyle({ bucket, endpoint }: Pick<ConnectionTarget, "bucket" | "endpoint">): boolean {
  return endpoint !== null || bucket.includes(".");
}
