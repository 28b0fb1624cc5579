import {
  connectionInUse,
  connectionNameTaken,
  connectionNotFound,
  deliveryNotFound,
  exportNotFound,
  exportNotRecurring,
  exportNotStopped,
  exportStillStopping,
  exportStoppedAlready,
  idempotencyKeyReused,
  profileExportScheduled,
  projectExists,
  projectNotFound,
  runNotFound,
  runNotRetryable,
  sealBroken,
  storeUnavailable,
  tooManyWebhooks,
  unknownMasterKey,
  webhookDisabled,
  webhookNameTaken,
  webhookNotFound,
  windowSkipped,
} from "@sluice/config-store";
import { SluiceError } from "@sluice/types";
import {
  badCursor,
  exportNotRunning,
  forbidden,
  invalidToken,
  malformedJson,
  missingToken,
  noManifest,
  RequestInvalid,
  requestInProgress,
  requestTooLarge,
  temporalUnavailable,
  unknownMethod,
  unknownPath,
  unsupportedMediaType,
} from "../errors.ts";
import type { ProblemCode } from "../http/problem-statuses.ts";

const id = "3f0d6d5e-0b1c-4c8e-9a50-0d9d1f2b6c11";
const requestId = 1795487265;
const runId = `${requestId}-${requestId}`;

/** The error of each code, made by what makes it in earnest, so that the document shows what is really answered. */
export const problemExamples: Readonly<Record<ProblemCode, () => unknown>> = {
  "auth.missing_token": missingToken,
  "auth.invalid_token": invalidToken,
  "auth.forbidden": () => forbidden("dashboard"),
  "request.malformed_json": malformedJson,
  "request.bad_cursor": badCursor,
  "request.unknown_path": unknownPath,
  "request.method_not_allowed": () => unknownMethod("PUT", ["GET", "PATCH"]),
  "request.too_large": () => requestTooLarge(1024 * 1024),
  "request.unsupported_media_type": unsupportedMediaType,
  "request.invalid": () => new RequestInvalid([{ pointer: "/limit", in: "query", message: "must be at most 500" }]),
  "idempotency.key_reused": idempotencyKeyReused,
  "idempotency.in_progress": requestInProgress,
  "project.not_found": projectNotFound,
  "project.exists": () => projectExists("100000001"),
  "connection.not_found": () => connectionNotFound(id),
  "connection.name_taken": () => connectionNameTaken("Warehouse"),
  "connection.in_use": () => connectionInUse(requestId),
  "export.not_found": () => exportNotFound(requestId),
  "export.not_running": () => exportNotRunning(requestId, "Done"),
  "export.from_too_old": () =>
    new RequestInvalid([
      {
        pointer: "/from",
        in: "body",
        code: "export.from_too_old",
        message: "is more than 60 days ago; the earliest that is possible now is 2026-09-28T12:01:00.000Z",
      },
    ]),
  "export.profile_export_scheduled": () => profileExportScheduled(requestId, "Profiles, daily"),
  "export.not_recurring": () => exportNotRecurring(requestId, "edited"),
  "export.already_stopped": () => exportStoppedAlready(requestId),
  "export.not_stopped": () => exportNotStopped(requestId),
  "export.still_stopping": () => exportStillStopping(requestId),
  "run.not_found": () => runNotFound(runId),
  "run.no_manifest": () => noManifest(runId, "Running"),
  "run.not_retryable": () => runNotRetryable("Done"),
  "run.window_skipped": () => windowSkipped(runId),
  "credentials.unknown_master_key": () => unknownMasterKey("2025", "connection"),
  "credentials.seal_broken": () => sealBroken("connection"),
  "webhook.not_found": () => webhookNotFound(id),
  "webhook.delivery_not_found": () => deliveryNotFound(id),
  "webhook.name_taken": () => webhookNameTaken("Loader"),
  "webhook.too_many": () => tooManyWebhooks(10),
  "webhook.disabled": () => webhookDisabled("Loader"),
  "webhook.url_refused": () =>
    new RequestInvalid([
      { pointer: "/url", in: "body", code: "webhook.url_refused", message: "must begin with https://" },
    ]),
  "lake.damaged": () =>
    new SluiceError({
      code: "lake.damaged",
      message: "A file of the lake is missing or damaged. Put it back, or load its events again.",
      retryable: false,
    }),
  internal: () => new Error("nobody foresaw this"),
  "store.unavailable": () => storeUnavailable(undefined),
  "temporal.unavailable": () => temporalUnavailable(undefined),
};
