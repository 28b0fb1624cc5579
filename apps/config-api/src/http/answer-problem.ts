import { type Problem, SluiceError, toFailure } from "@sluice/types";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import type { AppEnv } from "../dependencies.ts";
import { malformedJson, missingBody, RequestInvalid, TooManyRequests, unsupportedMediaType } from "../errors.ts";
import { isProblemCode, problemStatuses, problemTitles } from "./problem-statuses.ts";

/** Answers any thrown value with problem details (RFC 9457). The raw error goes to the log only. */
export function answerProblem(thrown: unknown, c: Context<AppEnv>): Response {
  const error = foreseen(thrown, c.get("hasBody"));
  const problem = problemOf(error);
  if (problem.status >= 500) c.get("log").error({ err: error }, problem.detail);
  c.header("content-type", "application/problem+json");
  if (problem.status === 401) c.header("www-authenticate", 'Bearer realm="sluice"');
  if (problem.status === 503) c.header("retry-after", "2");
  if (error instanceof TooManyRequests) c.header("retry-after", String(error.retryAfterSeconds));
  // Encoded by hand, as `c.json` would set its own content type.
  return c.body(JSON.stringify({ ...problem, httpRequestId: c.get("httpRequestId") }), problem.status);
}

type ProblemWithStatus = Problem & { readonly status: (typeof problemStatuses)[keyof typeof problemStatuses] };

/** What is answered for an error, whoever asked. */
export function problemOf(error: unknown): ProblemWithStatus {
  const { code, message } = toFailure(error);
  const status = error instanceof RequestInvalid ? 422 : isProblemCode(code) ? problemStatuses[code] : 500;
  return {
    type: `urn:sluice:problem:${code}`,
    title: problemTitles[status],
    status,
    detail: message,
    code,
    ...(error instanceof RequestInvalid ? { errors: [...error.fields] } : {}),
  };
}

/** Turns what libraries throw into errors with a code. */
function foreseen(thrown: unknown, hasBody: boolean): unknown {
  if (thrown instanceof SluiceError) return thrown;
  if (thrown instanceof HTTPException) {
    if (thrown.status === 415) return unsupportedMediaType();
    if (thrown.status === 400) return hasBody ? malformedJson() : missingBody();
  }
  return thrown;
}
