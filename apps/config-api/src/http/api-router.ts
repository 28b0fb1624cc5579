import { OpenAPIHono, z } from "@hono/zod-openapi";
import type { FieldError } from "@sluice/types";
import type { AppEnv } from "../dependencies.ts";
import { RequestInvalid, unknownPath } from "../errors.ts";
import { fieldErrorsOf } from "./field-errors.ts";

/** A router whose routes are in the OpenAPI document and answer bad requests with every bad field's name. */
export function apiRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook(result) {
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

/** Read strictly, so that each id has one address; to clients it is the integer that answers have. */
const epochSeconds = (id: "RequestId" | "RunTimestamp") =>
  z
    .string()
    .regex(/^[1-9]\d{0,11}$/)
    .transform(Number)
    .meta({ documentedAs: id });

const requestId = epochSeconds("RequestId");
export const requestIdParam = { requestId } as const;
export const runParams = { requestId, runTimestamp: epochSeconds("RunTimestamp") } as const;
