import type { MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import type { AppEnv } from "../dependencies.ts";
import { malformedJson, requestTooLarge, unsupportedMediaType } from "../errors.ts";

const maxBytes = 1024 * 1024;

/** Refuses bodies that are too large. */
export const limitBody: MiddlewareHandler<AppEnv> = bodyLimit({
  maxSize: maxBytes,
  onError: () => {
    throw requestTooLarge(maxBytes);
  },
});

/** Refuses bodies that are not JSON. Its parser's own words could quote a secret, so they are left out. */
export const requireJson: MiddlewareHandler<AppEnv> = async (c, next) => {
  const text = c.req.raw.body === null ? "" : await c.req.text();
  c.set("hasBody", text !== "");
  if (text !== "") {
    if (!/^application\/json *(;|$)/i.test(c.req.header("content-type") ?? "")) throw unsupportedMediaType();
    if (!isJson(text)) throw malformedJson();
  }
  await next();
};

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
