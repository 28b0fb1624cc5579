import type { RouteConfig } from "@hono/zod-openapi";
import { problemSchema } from "@sluice/types";
import { z } from "zod";
import type { ZodOpenApiResponseObject } from "zod-openapi";
import { problemOf } from "../http/answer-problem.ts";
import { isReading } from "../http/authenticate.ts";
import { isProblemCode, type ProblemCode, problemStatuses, problemTitles } from "../http/problem-statuses.ts";
import { problemExamples } from "./problem-examples.ts";

type ProblemStatusKey = `${4 | 5}${string}`;

/** What a route may answer instead: each status with its codes, and an answer for each of them. */
export function problemAnswers(route: RouteConfig): Record<ProblemStatusKey, ZodOpenApiResponseObject> {
  const byStatus = Map.groupBy(codesOf(route), (code) => problemStatuses[code]);
  return Object.fromEntries(
    [...byStatus]
      .toSorted(([a], [b]) => a - b)
      .map(([status, ofStatus]) => [String(status), problemAnswer(problemTitles[status], ofStatus)]),
  );
}

function problemAnswer(title: string, codes: readonly ProblemCode[]): ZodOpenApiResponseObject {
  const examples = Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]));
  return {
    description: `${title} (${codes.map((code) => `\`${code}\``).join(", ")})`,
    content: { "application/problem+json": { schema: problemSchema, examples } },
  };
}

/** An answer for each code that any of these routes refuses with; they refer to it. */
export function problemExampleAnswers(routes: readonly RouteConfig[]) {
  const httpRequestId = "3b0c1b5e-7a3f-4f7e-9d52-6d2f0a1c9e44";
  const answers = [...new Set(routes.flatMap(codesOf))].map((code) => {
    return [code, { value: { ...problemOf(problemExamples[code]()), httpRequestId } }] as const;
  });
  return Object.fromEntries(answers);
}

function codesOf(route: RouteConfig): readonly ProblemCode[] {
  return [...new Set([...ownCodes(route), ...commonCodes(route)])];
}

const refusesSchema = z.object({ refuses: z.array(z.string()).default([]) });

function ownCodes(route: RouteConfig): ProblemCode[] {
  return refusesSchema.parse(route).refuses.map((code) => {
    if (!isProblemCode(code)) throw new Error(`${code} has no status`);
    return code;
  });
}

/** What comes with a route's method, parameters and body. */
function commonCodes({ method, path, request = {} }: RouteConfig): ProblemCode[] {
  if (!path.startsWith("/v1/")) return ["request.invalid"];
  const takes = (part: unknown, name: string) => part instanceof z.ZodObject && Object.hasOwn(part.shape, name);
  const codes: [boolean, readonly ProblemCode[]][] = [
    [takes(request.query, "cursor"), ["request.bad_cursor"]],
    [request.body !== undefined, ["request.malformed_json"]],
    [true, ["auth.missing_token", "auth.invalid_token"]],
    [!isReading(method.toUpperCase(), path), ["auth.forbidden"]],
    [takes(request.params, "requestId"), ["export.not_found", "request.unknown_path"]],
    [takes(request.params, "runTimestamp"), ["run.not_found"]],
    [takes(request.headers, "Idempotency-Key"), ["idempotency.in_progress", "idempotency.key_reused"]],
    [request.body !== undefined, ["request.too_large", "request.unsupported_media_type"]],
    [true, ["request.invalid", "auth.too_many_wrong_tokens", "request.rate_limited", "internal", "store.unavailable"]],
  ];
  return codes.flatMap(([isSo, added]) => (isSo ? added : []));
}
