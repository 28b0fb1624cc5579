import { hash, randomBytes } from "node:crypto";
import { and, asc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { z } from "zod";
import { isUuid } from "./connections.ts";
import { projectNotFound, tokenNotFound } from "./errors.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { apiTokens, projects } from "./schema/tables.ts";

export const roleSchema = z.enum(["admin", "viewer"]);
export type Role = z.infer<typeof roleSchema>;

/** A token as people may see it. */
export interface ApiToken {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly role: Role;
  /** Its last characters. */
  readonly hint: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Null for one that never expires. */
  readonly expiresAt: Date | null;
  /** To the minute; null before its first use. */
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
}

export interface NewApiToken {
  readonly projectId: string;
  readonly name: string;
  readonly role: Role;
  /** Who makes it, for whoever looks later. */
  readonly createdBy: string;
  readonly expiresAt?: Date | null | undefined;
}

const hintLength = 4;

/** Makes a token and gives its text too, which is stored nowhere. */
export async function createApiToken(
  { db }: ConfigDb,
  token: NewApiToken,
): Promise<{ readonly text: string; readonly token: ApiToken }> {
  const text = `sluice_${randomBytes(30).toString("base64url")}`;
  return db.transaction(async (tx) => {
    await requireProject(tx, token.projectId);
    const made = { ...token, hash: tokenHash(text), hint: text.slice(-hintLength) };
    const [row] = await tx.insert(apiTokens).values(made).returning();
    if (!row) throw projectNotFound();
    return { text, token: tokenOf(row) };
  });
}

/** All tokens of a project, the oldest first; those that are revoked for as long as they are kept. */
export async function listApiTokens({ db }: ConfigDb, projectId: string): Promise<ApiToken[]> {
  const rows = await db
    .select()
    .from(apiTokens)
    .where(eq(apiTokens.projectId, projectId))
    .orderBy(asc(apiTokens.createdAt), asc(apiTokens.id));
  return rows.map(tokenOf);
}

export async function getApiToken({ db }: ConfigDb, projectId: string, id: string): Promise<ApiToken> {
  const [row] = isUuid(id) ? await db.select().from(apiTokens).where(isToken(projectId, id)) : [];
  if (!row) throw tokenNotFound(id);
  return tokenOf(row);
}

/** No request is let in with it from now on. One that is revoked stays as it was. */
export async function revokeApiToken(
  store: ConfigDb,
  projectId: string,
  id: string,
  revokedBy: string,
): Promise<ApiToken> {
  if (!isUuid(id)) throw tokenNotFound(id);
  await store.db
    .update(apiTokens)
    .set({ revokedAt: sql`now()`, revokedBy })
    .where(and(isToken(projectId, id), isNull(apiTokens.revokedAt)));
  return getApiToken(store, projectId, id);
}

/** The token with this text, unless it is revoked or has expired, or its project is deleted. */
export async function findApiToken({ db }: ConfigDb, text: string): Promise<ApiToken | null> {
  const [row] = await db
    .select({ token: apiTokens, isValid: isTokenValid.mapWith(Boolean), isStale: usedLongAgo.mapWith(Boolean) })
    .from(apiTokens)
    .innerJoin(projects, eq(projects.id, apiTokens.projectId))
    .where(eq(apiTokens.hash, tokenHash(text)));
  if (!row?.isValid) return null;
  if (row.isStale) await noteUse(db, row.token.hash);
  return tokenOf(row.token);
}

export const isTokenValid = sql<boolean>`(${apiTokens.revokedAt} is null and ${projects.deletedAt} is null
  and (${apiTokens.expiresAt} is null or ${apiTokens.expiresAt} > now()))`;
const usedLongAgo = sql<boolean>`coalesce(${apiTokens.lastUsedAt} < now() - interval '1 minute', true)`;

/** Once a minute at most, however many ask at once. */
async function noteUse(db: Queries, tokenHash: string): Promise<void> {
  const isDue = or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, sql`now() - interval '1 minute'`));
  await db
    .update(apiTokens)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(apiTokens.hash, tokenHash), isDue));
}

async function requireProject(tx: Queries, projectId: string): Promise<void> {
  const [row] = await tx
    .select({ id: projects.id })
    .from(projects)
    .where(and(eq(projects.id, projectId), isNull(projects.deletedAt)))
    .for("share");
  if (!row) throw projectNotFound();
}

function isToken(projectId: string, id: string) {
  return and(eq(apiTokens.projectId, projectId), eq(apiTokens.id, id));
}

export function tokenOf({ hash: _, ...row }: typeof apiTokens.$inferSelect): ApiToken {
  return { ...row, role: roleSchema.parse(row.role) };
}

/** A token is random and long, so a plain hash can't be searched for it. */
export function tokenHash(text: string): string {
  return hash("sha256", text, "hex");
}
