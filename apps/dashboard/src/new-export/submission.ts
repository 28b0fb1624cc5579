import { problemOf } from "../api/problem.ts";
import type { NewExport } from "../api/schema.d.ts";
import type { Draft } from "./draft.ts";

/** What is sent, with the key by which the API knows it again. */
export interface Submission {
  readonly draft: Draft;
  readonly body: NewExport;
  readonly idempotencyKey: string;
}

/**
 * What is sent for a draft: the same again as long as nothing was changed, its window to the minute too. The answer to
 * it may have been lost, and it must not make a second export. `last` is null when the API has refused the last one.
 */
export function submissionOf(last: Submission | null, draft: Draft, body: () => NewExport): Submission {
  if (last && JSON.stringify(last.draft) === JSON.stringify(draft)) return last;
  return { draft, body: body(), idempotencyKey: randomKey() };
}

/** Whether the API has said no, so that nothing was made: what comes next is another request. */
export function isRefused(error: unknown): boolean {
  const { status, code } = problemOf(error);
  return status >= 400 && status < 500 && code !== "idempotency.in_progress" && status !== 429;
}

/** `randomUUID` is there on secure origins only, and Sluice may be served on a plain one inside a network. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
