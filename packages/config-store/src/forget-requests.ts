import { randomUUID } from "node:crypto";
import { type Failure, type ForgetStatus, forgetStatusSchema, type NamedUser, namedUserSchema } from "@sluice/types";
import { and, asc, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { isUuid } from "./connections.ts";
import { forgetRequestNotFound } from "./errors.ts";
import type { ConfigDb } from "./open-config-store.ts";
import { forgetRequests } from "./schema/tables.ts";
import { type MasterKeys, type SealPlace, seal, unseal } from "./sealed-credentials.ts";
import { storableText } from "./storable-text.ts";

/** That somebody asked for a user to be forgotten, as people may see it: it doesn't say who the user was. */
export interface ForgetRequest {
  readonly id: string;
  readonly projectId: string;
  readonly status: ForgetStatus;
  /** Who asked, for whoever looks later. */
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly endedAt: Date | null;
  /** How many have left the lake; null before it is done. */
  readonly events: number | null;
  /** States of the user. */
  readonly profiles: number | null;
  readonly error: Pick<Failure, "code" | "message"> | null;
}

export interface NewForgetRequest {
  readonly projectId: string;
  readonly user: NamedUser;
  readonly requestedBy: string;
}

/** The user is kept sealed until the request has ended, and nowhere after that. */
export async function createForgetRequest(
  { db }: ConfigDb,
  keys: MasterKeys,
  { projectId, user, requestedBy }: NewForgetRequest,
): Promise<ForgetRequest> {
  const id = randomUUID();
  const { masterKeyId, sealed } = seal(keys, userPlace(id), JSON.stringify(user));
  const made = { id, projectId, requestedBy, masterKeyId, sealedUser: sealed };
  const [row] = await db.insert(forgetRequests).values(made).returning();
  if (!row) throw forgetRequestNotFound(id);
  return requestOf(row);
}

export async function getForgetRequest({ db }: ConfigDb, projectId: string, id: string): Promise<ForgetRequest> {
  const isRequest = and(eq(forgetRequests.projectId, projectId), eq(forgetRequests.id, id));
  const [row] = isUuid(id) ? await db.select().from(forgetRequests).where(isRequest) : [];
  if (!row) throw forgetRequestNotFound(id);
  return requestOf(row);
}

export interface ForgetRequestFilter {
  /** Only older ones than this one. */
  readonly before?: { readonly requestedAtMs: number; readonly id: string } | undefined;
  readonly limit: number;
}

/** Newest first. Paging by time and id stays stable while others are added. */
export async function listForgetRequests(
  { db }: ConfigDb,
  projectId: string,
  { before, limit }: ForgetRequestFilter,
): Promise<ForgetRequest[]> {
  const at = before && new Date(before.requestedAtMs);
  const isOlder =
    before &&
    at &&
    or(lt(forgetRequests.requestedAt, at), and(eq(forgetRequests.requestedAt, at), lt(forgetRequests.id, before.id)));
  const rows = await db
    .select()
    .from(forgetRequests)
    .where(and(eq(forgetRequests.projectId, projectId), isOlder))
    .orderBy(desc(forgetRequests.requestedAt), desc(forgetRequests.id))
    .limit(limit);
  return rows.map(requestOf);
}

const isOpen = isNull(forgetRequests.endedAt);

/** Projects with requests that have not ended. */
export async function listProjectsToForgetIn({ db }: ConfigDb): Promise<string[]> {
  const rows = await db.selectDistinct({ projectId: forgetRequests.projectId }).from(forgetRequests).where(isOpen);
  return rows.map(({ projectId }) => projectId);
}

/** So many are worked off at a time. */
const mostAtOnce = 1_000;

/** A project's requests that have not ended, the oldest first. */
export async function openForgetRequests({ db }: ConfigDb, projectId: string): Promise<string[]> {
  const rows = await db
    .select({ id: forgetRequests.id })
    .from(forgetRequests)
    .where(and(eq(forgetRequests.projectId, projectId), isOpen))
    .orderBy(asc(forgetRequests.requestedAt), asc(forgetRequests.id))
    .limit(mostAtOnce);
  return rows.map(({ id }) => id);
}

export interface BegunForgetRequest {
  readonly projectId: string;
  readonly requestedAt: Date;
  readonly user: NamedUser;
}

/** Says that it is worked on, and who the user is; null when it has ended. Harmless to repeat. */
export async function beginForgetRequest(
  { db }: ConfigDb,
  keys: MasterKeys,
  id: string,
): Promise<BegunForgetRequest | null> {
  const [row] = await db
    .update(forgetRequests)
    .set({ status: "Running" })
    .where(and(eq(forgetRequests.id, id), isOpen))
    .returning();
  if (!row || row.masterKeyId === null || row.sealedUser === null) return null;
  const { projectId, requestedAt, masterKeyId, sealedUser: sealed } = row;
  const user = namedUserSchema.parse(JSON.parse(unseal(keys, userPlace(id), { masterKeyId, sealed })));
  return { projectId, requestedAt, user };
}

export type ForgetEnd =
  | { readonly status: "Done"; readonly events: number; readonly profiles: number }
  | { readonly status: "Failed"; readonly error: Pick<Failure, "code" | "message"> };

/** Ends it, unless it has ended; who the user was is not known from then on. */
export async function endForgetRequest({ db }: ConfigDb, id: string, end: ForgetEnd): Promise<void> {
  const outcome =
    end.status === "Done"
      ? { events: end.events, profiles: end.profiles }
      : { errorCode: end.error.code, errorMessage: storableText(end.error.message) };
  await db
    .update(forgetRequests)
    .set({ ...outcome, status: end.status, masterKeyId: null, sealedUser: null, endedAt: sql`now()` })
    .where(and(eq(forgetRequests.id, id), isOpen));
}

function userPlace(id: string): SealPlace {
  return { owner: "forget request", text: `forget/${id}` };
}

function requestOf(row: typeof forgetRequests.$inferSelect): ForgetRequest {
  const { id, projectId, requestedBy, requestedAt, endedAt, events, profiles, errorCode, errorMessage } = row;
  const error = errorCode === null ? null : { code: errorCode, message: errorMessage ?? "" };
  const status = forgetStatusSchema.parse(row.status);
  return { id, projectId, status, requestedBy, requestedAt, endedAt, events, profiles, error };
}
