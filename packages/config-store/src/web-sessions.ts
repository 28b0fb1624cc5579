import { hash, randomBytes } from "node:crypto";
import { and, asc, eq, gt, lt, sql } from "drizzle-orm";
import { type ApiToken, isTokenValid, tokenOf } from "./api-tokens.ts";
import { signInCodeUnknown } from "./errors.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { apiTokens, projects, signInLinks, webSessions, webSessionTokens } from "./schema/tables.ts";

/** A browser that is signed in to one or more projects, with an API token for each of them. */
export interface WebSession {
  /** In which it may do anything, by name; never empty. */
  readonly projects: readonly { readonly name: string; readonly token: ApiToken }[];
  /** When it ends at the latest. */
  readonly expiresAt: Date;
}

export interface BegunSession {
  /** What the cookie is to hold; it is stored nowhere. */
  readonly text: string;
  /** Which was signed in to. */
  readonly projectId: string;
}

/** It ends so long after its begin, and so long after nobody has used it. */
export const webSessionLifetimeMs = 14 * 24 * 3_600_000;
const idleHours = 24;
const linkMinutes = 15;

/** Signs in with a token, in place of the session that the browser had, whose projects stay. */
export async function beginWebSession(
  { db }: ConfigDb,
  tokenHash: string,
  formerText: string | undefined,
): Promise<BegunSession> {
  const text = randomBytes(32).toString("base64url");
  return db.transaction(async (tx) => {
    const expiresAt = new Date(Date.now() + webSessionLifetimeMs);
    await tx.insert(webSessions).values({ hash: hashOf(text), expiresAt });
    const former = formerText === undefined ? [] : await validTokens(tx, formerText);
    const [added] = await tx.select().from(apiTokens).where(eq(apiTokens.hash, tokenHash));
    if (!added) throw signInCodeUnknown();
    const byProject = new Map([...former.map(({ token }) => token), added].map((t) => [t.projectId, t]));
    const rows = [...byProject.values()].map(({ projectId, hash: ofToken }) => {
      return { sessionHash: hashOf(text), projectId, tokenHash: ofToken };
    });
    await tx.insert(webSessionTokens).values(rows);
    if (formerText !== undefined) await tx.delete(webSessions).where(eq(webSessions.hash, hashOf(formerText)));
    return { text, projectId: added.projectId };
  });
}

/** Null for one that has ended, or of whose tokens none is valid any more. */
export async function findWebSession({ db }: ConfigDb, text: string): Promise<WebSession | null> {
  const rows = await validTokens(db, text);
  const [first] = rows;
  if (!first) return null;
  if (first.isStale) await noteUse(db, text);
  return {
    projects: rows.map(({ name, token }) => ({ name, token: tokenOf(token) })),
    expiresAt: first.expiresAt,
  };
}

/** Signs out of everything. */
export async function endWebSession({ db }: ConfigDb, text: string): Promise<void> {
  await db.delete(webSessions).where(eq(webSessions.hash, hashOf(text)));
}

/** A code that signs in once, as whoever the token is; it holds for a quarter of an hour. */
export async function createSignInCode(
  { db }: ConfigDb,
  tokenId: string,
): Promise<{ readonly code: string; readonly expiresAt: Date }> {
  const code = randomBytes(24).toString("base64url");
  const expiresAt = new Date(Date.now() + linkMinutes * 60_000);
  const [token] = await db.select({ hash: apiTokens.hash }).from(apiTokens).where(eq(apiTokens.id, tokenId));
  if (!token) throw signInCodeUnknown();
  await db.insert(signInLinks).values({ hash: hashOf(code), tokenHash: token.hash, expiresAt });
  return { code, expiresAt };
}

/** The hash of the token that a code stands for; the code is spent by it, whoever asks first. */
export async function redeemSignInCode({ db }: ConfigDb, code: string): Promise<string> {
  const [spent] = await db
    .delete(signInLinks)
    .where(and(eq(signInLinks.hash, hashOf(code)), gt(signInLinks.expiresAt, sql`now()`)))
    .returning({ tokenHash: signInLinks.tokenHash });
  if (!spent) throw signInCodeUnknown();
  const [token] = await db
    .select({ hash: apiTokens.hash })
    .from(apiTokens)
    .innerJoin(projects, eq(projects.id, apiTokens.projectId))
    .where(and(eq(apiTokens.hash, spent.tokenHash), isTokenValid));
  if (!token) throw signInCodeUnknown();
  return token.hash;
}

/** Sessions and codes that nobody can use any more. */
export async function forgetSessions(db: Queries): Promise<number> {
  const sessions = await db.delete(webSessions).where(lt(webSessions.expiresAt, sql`now()`));
  const links = await db.delete(signInLinks).where(lt(signInLinks.expiresAt, sql`now()`));
  return (sessions.rowCount ?? 0) + (links.rowCount ?? 0);
}

const isSessionAlive = sql`(${webSessions.expiresAt} > now()
  and ${webSessions.lastUsedAt} > now() - make_interval(hours => ${idleHours}))`;

function validTokens(db: Queries, text: string) {
  return db
    .select({
      name: projects.name,
      token: apiTokens,
      expiresAt: webSessions.expiresAt,
      isStale: sql`(${webSessions.lastUsedAt} < now() - interval '1 minute')`.mapWith(Boolean),
    })
    .from(webSessions)
    .innerJoin(webSessionTokens, eq(webSessionTokens.sessionHash, webSessions.hash))
    .innerJoin(apiTokens, eq(apiTokens.hash, webSessionTokens.tokenHash))
    .innerJoin(projects, eq(projects.id, apiTokens.projectId))
    .where(and(eq(webSessions.hash, hashOf(text)), isSessionAlive, isTokenValid))
    .orderBy(asc(projects.name), asc(projects.id));
}

async function noteUse(db: Queries, text: string): Promise<void> {
  await db
    .update(webSessions)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(webSessions.hash, hashOf(text)), lt(webSessions.lastUsedAt, sql`now() - interval '1 minute'`)));
}

/** What is hashed is random and long, so a plain hash can't be searched for it. */
function hashOf(text: string): string {
  return hash("sha256", text, "hex");
}
