import { createHash } from "node:crypto";
import { z } from "@hono/zod-openapi";
import { type ConfigDb, claimIdempotencyKey, keepIdempotentAnswer, releaseIdempotencyKey } from "@sluice/config-store";
import type { MiddlewareHandler } from "hono";
import type { AppEnv } from "../dependencies.ts";
import { requestInProgress } from "../errors.ts";

const idempotencyKeySchema = z.string().regex(/^[\x21-\x7e]{1,255}$/, "must be 1 to 255 visible ASCII characters");

/** Every POST that changes something takes it. */
export const idempotencyHeaders = z.object({ "Idempotency-Key": idempotencyKeySchema.optional() });

export const replayedHeader = "idempotency-replayed";

/**
 * Answers a POST that comes again with its Idempotency-Key as it was answered before, without doing it again. A request
 * that was refused or failed has changed nothing, so its key is free again. New exports have their own way, which
 * keeps the key in the transaction that makes the export.
 */
export function repeatAnswers(store: ConfigDb): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const key = idempotencyKeySchema.safeParse(c.req.header("idempotency-key"));
    // A key that is not valid is refused by the route.
    if (c.req.method !== "POST" || !key.success || selfKept.has(c.req.path)) return next();
    const text = `${c.req.path}\n${c.req.raw.body === null ? "" : await c.req.text()}`;
    const requestHash = createHash("sha256").update(text).digest("hex");
    const request = { projectId: c.get("token").projectId, key: key.data, requestHash };
    const claim = await claimIdempotencyKey(store, request);
    if (claim.state === "busy") throw requestInProgress();
    if (claim.state === "answered") {
      const headers = new Headers({ "content-type": "application/json", [replayedHeader]: "true" });
      const made = madeSchema.safeParse(claim.body);
      if (claim.status === 201 && made.success) headers.set("location", `${c.req.path}/${made.data.id}`);
      return new Response(JSON.stringify(claim.body), { status: claim.status, headers });
    }
    await next();
    if (c.res.ok) {
      const { status } = c.res;
      await keepIdempotentAnswer(store, request, { status, body: withoutSecret(await c.res.clone().json()) });
    } else {
      await releaseIdempotencyKey(store, request);
    }
  };
}

/** What a POST to a list has made is at its id in that list. */
const madeSchema = z.object({ id: z.string() });

/** A secret is answered once, and kept nowhere. */
function withoutSecret(body: unknown): unknown {
  return typeof body === "object" && body !== null && "secret" in body ? { ...body, secret: null } : body;
}

/** Kept in their own way, or not at all: tests and figures of the moment, and answers that hold what lets somebody in. */
const selfKept = new Set([
  "/v1/connections/test",
  "/v1/exports",
  "/v1/exports/estimate",
  "/v1/exports/preview",
  "/v1/sign-in-codes",
  "/v1/tokens",
]);
