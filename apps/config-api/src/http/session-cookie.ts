import { webSessionLifetimeMs } from "@sluice/config-store";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { AppEnv } from "../dependencies.ts";

/** No page's script can read it, and no other site's page sends it along. */
const name = "sluice_session";
/** Where TLS is, no page of a neighbouring host and no plain connection can set it either. */
const secureName = `__Host-${name}`;

export function sessionCookie(c: Context<AppEnv>, proxies: number): string | undefined {
  return getCookie(c, isSecure(c, proxies) ? secureName : name);
}

export function keepSession(c: Context<AppEnv>, proxies: number, text: string): void {
  const secure = isSecure(c, proxies);
  setCookie(c, secure ? secureName : name, text, {
    httpOnly: true,
    sameSite: "Strict",
    path: "/",
    secure,
    maxAge: Math.floor(webSessionLifetimeMs / 1_000),
  });
}

export function dropSession(c: Context<AppEnv>, proxies: number): void {
  const secure = isSecure(c, proxies);
  deleteCookie(c, secure ? secureName : name, { path: "/", secure, httpOnly: true, sameSite: "Strict" });
}

/** Whoever ends TLS in front of this says so; without proxies nobody is believed. */
function isSecure(c: Context<AppEnv>, proxies: number): boolean {
  if (new URL(c.req.url).protocol === "https:") return true;
  return proxies > 0 && c.req.header("x-forwarded-proto")?.split(",").at(-1)?.trim() === "https";
}
