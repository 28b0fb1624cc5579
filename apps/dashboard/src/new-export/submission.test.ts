import { expect, test } from "vitest";
import { ApiProblem, unreachable } from "../api/problem.ts";
import { bodyOf, emptyDraft } from "./draft.ts";
import { isRefused, submissionOf } from "./submission.ts";

const draft = emptyDraft("bucket");
const at = (nowMs: number) => () => bodyOf(draft, { timeZone: "UTC", lookbackDays: 60, nowMs });
const hourMs = 3_600_000;

test("the same draft is sent again as it was, however late", () => {
  const first = submissionOf(null, draft, at(hourMs));
  expect(submissionOf(first, { ...draft }, at(9 * hourMs))).toBe(first);
});

test("a changed draft, and one after a refusal, is another request", () => {
  const first = submissionOf(null, draft, at(hourMs));
  const changed = submissionOf(first, { ...draft, format: "xml" }, at(hourMs));
  const anew = submissionOf(null, draft, at(hourMs));
  expect(new Set([first, changed, anew].map(({ idempotencyKey }) => idempotencyKey)).size).toBe(3);
});

test("only what the API has refused for good made nothing for certain", () => {
  const problem = (status: number, code: string) => new ApiProblem({ status, code, detail: code });
  expect(isRefused(problem(422, "request.invalid"))).toBe(true);
  expect(isRefused(problem(409, "export.profile_export_scheduled"))).toBe(true);
  expect(isRefused(problem(409, "idempotency.in_progress"))).toBe(false);
  expect(isRefused(problem(429, "request.rate_limited"))).toBe(false);
  expect(isRefused(problem(503, "temporal.unavailable"))).toBe(false);
  expect(isRefused(unreachable())).toBe(false);
});
