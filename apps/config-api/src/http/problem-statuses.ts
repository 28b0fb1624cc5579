import type { ContentfulStatusCode } from "hono/utils/http-status";

/** Every code an answer can have, with its HTTP status. */
export const problemStatuses = {
  "auth.missing_token": 401,
  "auth.invalid_token": 401,
  "auth.not_signed_in": 401,
  "auth.project_not_signed_in": 401,
  "auth.sign_in_link_spent": 401,
  "auth.cross_origin": 403,
  "auth.too_many_wrong_tokens": 429,
  "auth.forbidden": 403,
  "request.malformed_json": 400,
  "request.bad_cursor": 400,
  "request.unknown_path": 404,
  "request.method_not_allowed": 405,
  "request.too_large": 413,
  "request.unsupported_media_type": 415,
  "request.invalid": 422,
  "request.rate_limited": 429,
  "idempotency.key_reused": 422,
  "idempotency.in_progress": 409,
  "project.not_found": 404,
  "project.exists": 409,
  "project.in_use": 409,
  "token.not_found": 404,
  "connection.not_found": 404,
  "connection.name_taken": 409,
  "connection.in_use": 409,
  "export.not_found": 404,
  "export.not_running": 409,
  "export.from_too_old": 422,
  "export.profile_export_scheduled": 409,
  "export.not_recurring": 409,
  "export.already_stopped": 409,
  "export.not_stopped": 409,
  "export.still_stopping": 409,
  "export.still_going": 409,
  "run.not_found": 404,
  "run.no_manifest": 404,
  "run.not_retryable": 409,
  "run.window_skipped": 409,
  "run.expired": 410,
  "credentials.unknown_master_key": 500,
  "credentials.seal_broken": 500,
  "webhook.not_found": 404,
  "webhook.delivery_not_found": 404,
  "webhook.name_taken": 409,
  "webhook.too_many": 409,
  "webhook.disabled": 409,
  "webhook.url_refused": 422,
  "lake.damaged": 500,
  internal: 500,
  "store.unavailable": 503,
  "temporal.unavailable": 503,
} as const satisfies Readonly<Record<string, ContentfulStatusCode>>;

export type ProblemCode = keyof typeof problemStatuses;
export type ProblemStatus = (typeof problemStatuses)[ProblemCode];

export const problemTitles: Readonly<Record<ProblemStatus, string>> = {
  400: "The request cannot be read",
  401: "Who are you?",
  403: "Not allowed",
  404: "Not found",
  405: "Not possible here",
  409: "Not possible as things are",
  410: "Not kept any more",
  413: "The request is too large",
  415: "The request is not JSON",
  422: "The request has mistakes",
  429: "Too many requests",
  500: "Sluice failed",
  503: "Something Sluice needs is away",
};

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemStatuses, code);
}
