import { and, eq, isNull, sql } from "drizzle-orm";
import { idempotencyKeyReused } from "./errors.ts";
import type { ConfigDb } from "./open-config-store.ts";
import { idempotentAnswers } from "./schema/tables.ts";

export interface IdempotentRequest {
  readonly projectId: string;
  readonly key: string;
  readonly requestHash: string;
}

/** `claimed`: do it, and then keep or release. `busy`: the same request is being worked on. */
export type IdempotencyClaim =
  | { readonly state: "claimed" }
  | { readonly state: "busy" }
  | { readonly state: "answered"; readonly status: number; readonly body: unknown };

/** A claim this old belongs to a process that is gone. */
const abandonedAfterMs = 120_000;

export async function claimIdempotencyKey({ db }: ConfigDb, request: IdempotentRequest): Promise<IdempotencyClaim> {
  const inserted = await db.insert(idempotentAnswers).values(request).onConflictDoNothing().returning();
  if (inserted.length > 0) return { state: "claimed" };
  const [row] = await db.select().from(idempotentAnswers).where(isKey(request));
  if (!row) return { state: "busy" };
  if (row.requestHash !== request.requestHash) throw idempotencyKeyReused();
  if (row.status !== null) return { state: "answered", status: row.status, body: row.body };
  const abandoned = sql`${idempotentAnswers.claimedAt} < now() - ${abandonedAfterMs} * interval '1 millisecond'`;
  const takenOver = await db
    .update(idempotentAnswers)
    .set({ claimedAt: sql`now()` })
    .where(and(isKey(request), isNull(idempotentAnswers.status), abandoned))
    .returning();
  return { state: takenOver.length > 0 ? "claimed" : "busy" };
}

export async function keepIdempotentAnswer(
  { db }: ConfigDb,
  request: IdempotentRequest,
  answer: { readonly status: number; readonly body: unknown },
): Promise<void> {
  await db.update(idempotentAnswers).set(answer).where(isKey(request));
}

/** The request failed; the same key may be used again. */
export async function releaseIdempotencyKey({ db }: ConfigDb, request: IdempotentRequest): Promise<void> {
  await db.delete(idempotentAnswers).where(isKey(request));
}

function isKey({ projectId, key }: IdempotentRequest) {
  return and(eq(idempotentAnswers.projectId, projectId), eq(idempotentAnswers.key, key));
}
