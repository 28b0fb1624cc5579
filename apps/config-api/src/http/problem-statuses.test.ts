import {
  connectionInUse,
  connectionNameTaken,
  connectionNotFound,
  deliveryNotFound,
  exportNotFound,
  idempotencyKeyReused,
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
} from "@sluice/config-store";
import { toFailure } from "@sluice/types";
import { expect, test } from "vitest";
import { isProblemCode } from "./problem-statuses.ts";

test.each([
  ...[connectionInUse(1), connectionNameTaken("x"), connectionNotFound("x"), exportNotFound(1), runNotFound("1-1")],
  ...[idempotencyKeyReused(), projectExists("x"), projectNotFound(), runNotRetryable("Done"), sealBroken("connection")],
  ...[storeUnavailable(new Error("away")), unknownMasterKey("x", "webhook"), new Error("nobody foresaw this")],
  ...[webhookNotFound("x"), webhookNameTaken("x"), webhookDisabled("x"), tooManyWebhooks(20), deliveryNotFound("x")],
])("%s has its HTTP status", (error) => {
  expect(isProblemCode(toFailure(error).code)).toBe(true);
});
