import type { Context } from "hono";
import type { AppEnv } from "../dependencies.ts";
import { crossOrigin } from "../errors.ts";

/**
 * Refuses what another site's page made a browser send. Browsers say where a request comes from: in `Sec-Fetch-Site`, or
 * those before it in `Origin`. What says neither comes from no page and has no use for a cookie.
 */
export function requireSameOrigin(c: Context<AppEnv>): void {
  const site = c.req.header("sec-fetch-site");
  if (site === "same-origin") return;
  if (site !== undefined) throw crossOrigin();
  const origin = c.req.header("origin") ?? "";
  if (!URL.canParse(origin) || new URL(origin).host !== c.req.header("host")) throw crossOrigin();
}
