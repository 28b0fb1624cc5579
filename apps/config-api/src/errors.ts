import { type FieldError, SluiceError } from "@sluice/types";
import type { ProblemCode } from "./http/problem-statuses.ts";

/** Bad fields; the answer names every one of them. */
export class RequestInvalid extends SluiceError {
  readonly fields: readonly FieldError[];

  constructor(fields: readonly FieldError[]) {
    super({ code: commonCode(fields), message: summary(fields), retryable: false });
    this.fields = fields;
  }
}

/** A limit is reached: what to wait comes along. */
export class TooManyRequests extends SluiceError {
  readonly retryAfterSeconds: number;

  constructor(code: ProblemCode, message: string, retryAfterSeconds: number) {
    super({ code, message, retryable: true });
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

function inSeconds(seconds: number): string {
  return seconds === 1 ? "a second" : `${seconds} seconds`;
}

/** Where all fields have one mistake in common, its code is that of the answer. */
function commonCode([first, ...others]: readonly FieldError[]): string {
  const isShared = others.every(({ code }) => code === first?.code);
  return (isShared && first?.code) || ("request.invalid" satisfies ProblemCode);
}

function summary(fields: readonly FieldError[]): string {
  const [first] = fields;
  if (!first) return "The request is not valid.";
  const name = first.pointer === "" ? `The ${first.in}` : `\`${first.pointer.slice(1)}\``;
  const more = fields.length === 1 ? "" : ` (and ${fields.length - 1} more, see errors)`;
  return `${name} ${first.message}${more}.`.replace(/([.!?])\.$/, "$1");
}

function refusal(code: ProblemCode, message: string, cause?: unknown, retryable = false): SluiceError {
  return new SluiceError({ code, message, retryable }, { cause });
}

export const missingToken = () =>
  refusal("auth.missing_token", "Send the project's API token in the header `Authorization: Bearer <token>`.");
export const invalidToken = () =>
  refusal(
    "auth.invalid_token",
    "This API token is not known, or was revoked, or has expired. Check that it was copied whole; an admin of the project, or whoever operates Sluice, can make another: ./sluice tokens create, ./sluice admin tokens create.",
  );
export const forbidden = (tokenName: string) =>
  refusal(
    "auth.forbidden",
    `The token "${tokenName}" may only read. Use a token with the role admin to change things.`,
  );
export const notSignedIn = () =>
  refusal("auth.not_signed_in", "This browser is not signed in, or not any more. Sign in with an API token.");
export const projectNotSignedIn = (projectId: string) =>
  refusal(
    "auth.project_not_signed_in",
    `This browser is not signed in to project ${projectId}. Sign in with an API token of that project.`,
  );
export const crossOrigin = () =>
  refusal(
    "auth.cross_origin",
    "This request comes from another site's page, which may not ask in this browser's name.",
  );
export const rateLimited = (perMinute: number, seconds: number) =>
  new TooManyRequests(
    "request.rate_limited",
    `This token has made more than ${perMinute} requests in a minute. Go on in ${inSeconds(seconds)}; lists, streams of progress and webhooks tell more with fewer requests.`,
    seconds,
  );
export const tooManyWrongTokens = (seconds: number) =>
  new TooManyRequests(
    "auth.too_many_wrong_tokens",
    `Too many tokens that are not known have come from this address. Try again in ${inSeconds(seconds)}, with a token that was copied whole.`,
    seconds,
  );
export const expiryPast = () =>
  new RequestInvalid([{ pointer: "/expiresAt", in: "body", message: "must be in the future" }]);
export const malformedJson = () => refusal("request.malformed_json", "The body is not valid JSON.");
export const missingBody = () =>
  new RequestInvalid([{ pointer: "", in: "body", message: "is missing: send a JSON object" }]);
export const unsupportedMediaType = () =>
  refusal("request.unsupported_media_type", "Send JSON, with the header `Content-Type: application/json`.");
export const requestTooLarge = (maxBytes: number) =>
  refusal("request.too_large", `The body is larger than ${maxBytes} bytes.`);
export const badCursor = () =>
  refusal("request.bad_cursor", "This cursor is not one this list gave. Start again without a cursor.");
export const unknownPath = () =>
  refusal("request.unknown_path", "There is nothing at this address. /docs has them all.");
export const unknownMethod = (method: string, methods: readonly string[]) =>
  refusal("request.method_not_allowed", `${method} is not possible at this address; ${methods.join(", ")} are.`);
export const exportNotRunning = (requestId: number, status: string) =>
  refusal(
    "export.not_running",
    `Export ${requestId} is ${status}; only one that is Pending or Running can be stopped.`,
  );
export const requestInProgress = () =>
  refusal(
    "idempotency.in_progress",
    "A request with this Idempotency-Key is being worked on. Ask again in a moment for its answer.",
    undefined,
    true,
  );
export const noManifest = (runId: string, status: string) =>
  refusal("run.no_manifest", `Run ${runId} is ${status}. Its manifest is written last, when all of it is delivered.`);
export const temporalUnavailable = (cause: unknown) =>
  refusal(
    "temporal.unavailable",
    "Temporal, which drives the runs, does not answer. Try again in a moment.",
    cause,
    true,
  );
