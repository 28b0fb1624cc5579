import {
  connectionInUse,
  connectionNameTaken,
  connectionNotFound,
  exportNotFound,
  idempotencyKeyReused,
  projectExists,
  projectNotFound,
  runNotFound,
  runNotRetryable,
  sealBroken,
  storeUnavailable,
  unknownMasterKey,
} from "@sluice/config-store";
import { toFailure } from "@sluice/types";
import { expect, test } from "vitest";
import { isProblemCode } from "./problem-statuses.ts";

test.each([
  ...[connectionInUse(1), connectionNameTaken("x"), connectionNotFound("x"), exportNotFound(1), runNotFound("1-1")],
  ...[idempotencyKeyReused(), projectExists("x"), projectNotFound(), runNotRetryable("Done"), sealBroken()],
  ...[storeUnavailable(new Error("away")), unknownMasterKey("x"), new Error("nobody foresaw this")],
])("%s has its HTTP status", (error) => {
  expect(isProblemCode(toFailure(error).code)).toBe(true);
});
