import type { Context } from "hono";
import ipaddr from "ipaddr.js";
import type { AppEnv } from "../dependencies.ts";

/**
 * Where a request comes from: the address of its connection, or behind so many proxies the one that the outermost of
 * them was called from. What stands further left in `X-Forwarded-For` anybody may have written. An IPv6 address counts
 * as its /64, which is what one customer of a network is given. Null where it is not known.
 */
export function clientAddress(c: Context<AppEnv>, proxies: number): string | null {
  const forwarded = c.req.header("x-forwarded-for")?.split(",") ?? [];
  const address = proxies === 0 ? undefined : forwarded.at(-proxies)?.trim();
  const text = address ?? c.env?.incoming?.socket.remoteAddress ?? "";
  if (!ipaddr.isValid(text)) return null;
  const parsed = ipaddr.process(text);
  return parsed instanceof ipaddr.IPv4 ? parsed.toString() : parsed.parts.slice(0, 4).join(":");
}
