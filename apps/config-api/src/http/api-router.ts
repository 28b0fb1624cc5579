import { OpenAPIHono, z } from "@hono/zod-openapi";
import { type FieldError, requestIdTextSchema, runTimestampTextSchema } from "@sluice/types";
import type { AppEnv } from "../dependencies.ts";
import { missingBody, RequestInvalid, unknownPath } from "../errors.ts";
import { fieldErrorsOf } from "./field-errors.ts";

/** A router whose routes are in the OpenAPI document and answer bad requests with every bad field's name. */
export function apiRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook(result, c) {
      // Without a body, what is checked would be an empty object.
      if (result.target === "json" && !c.get("hasBody")) throw missingBody();
      if (result.success) return;
      const place = places[result.target];
      // A path that does not parse is an address where nothing can be.
      if (place === undefined) throw unknownPath();
      throw new RequestInvalid(fieldErrorsOf(result.error.issues, place));
    },
  });
}

const places: Readonly<Record<string, FieldError["in"]>> = { json: "body", query: "query", header: "header" };

export function jsonBody<T extends z.ZodType>(schema: T) {
  return { content: { "application/json": { schema } }, required: true } as const;
}

export function jsonAnswer<T extends z.ZodType>(schema: T, description: string) {
  return { content: { "application/json": { schema } }, description } as const;
}

export const noQuery = z.strictObject({});

export const requestIdParam = { requestId: requestIdTextSchema } as const;
export const runParams = { requestId: requestIdTextSchema, runTimestamp: runTimestampTextSchema } as const;
