import { type ConnectionTarget, type Credentials, connectionTargetSchema, type OpenedCredentials } from "@sluice/types";
import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { connectionInUse, connectionNameTaken, connectionNotFound } from "./errors.ts";
import type { ConfigDb, Queries } from "./open-config-store.ts";
import { connectionCredentials, connections, exports_, projects } from "./schema/tables.ts";
import {
  credentialsPlace,
  type MasterKeys,
  type ShownCredentials,
  sealCredentials,
  shownCredentials,
  shownText,
  unsealCredentials,
} from "./sealed-credentials.ts";
import { isUniqueViolation } from "./store-session.ts";

export interface Connection {
  readonly id: string;
  readonly projectId: string;
  readonly name: string;
  readonly target: ConnectionTarget;
  /** Counts from 1; new credentials are the next version. */
  readonly credentialVersion: number;
  readonly credentials: ShownCredentials;
  readonly createdAt: Date;
}

export interface NewConnection {
  readonly projectId: string;
  readonly name: string;
  readonly target: ConnectionTarget;
  readonly credentials: Credentials;
}

export async function createConnection(
  { db }: ConfigDb,
  keys: MasterKeys,
  { projectId, name, target, credentials }: NewConnection,
): Promise<Connection> {
  return db.transaction(async (tx) => {
    const [row] = await tx.insert(connections).values({ projectId, name, target }).onConflictDoNothing().returning();
    if (!row) throw connectionNameTaken(name);
    await insertCredentials(tx, keys, row.id, 1, credentials);
    return connectionOf(tx, projectId, row.id);
  });
}

export function getConnection({ db }: ConfigDb, projectId: string, id: string): Promise<Connection> {
  return connectionOf(db, projectId, id);
}

export async function listConnections({ db }: ConfigDb, projectId: string): Promise<Connection[]> {
  const rows = await selectConnections(db)
    .where(and(eq(connections.projectId, projectId), isNull(connections.deletedAt)))
    .orderBy(asc(connections.createdAt), asc(connections.id));
  return rows.map(parsed);
}

export interface ConnectionChange {
  readonly name?: string | undefined;
  /** For runs to come; runs that are there keep theirs. */
  readonly target?: ConnectionTarget | undefined;
  readonly credentials?: Credentials | undefined;
}

/** New credentials become the next version; runs in progress keep theirs. */
export async function updateConnection(
  { db }: ConfigDb,
  keys: MasterKeys,
  projectId: string,
  id: string,
  { name, target, credentials }: ConnectionChange,
): Promise<Connection> {
  return db.transaction(async (tx) => {
    const locked = await lockConnection(tx, projectId, id);
    if (name !== undefined && name !== locked.name) await rename(tx, id, name);
    if (target) await tx.update(connections).set({ target }).where(eq(connections.id, id));
    if (credentials) {
      const version = locked.credentialVersion + 1;
      await insertCredentials(tx, keys, id, version, credentials);
      await tx.update(connections).set({ credentialVersion: version }).where(eq(connections.id, id));
    }
    return connectionOf(tx, projectId, id);
  });
}

/** Refused while an export that is not over uses it. Its secrets go, its name is free again. */
export async function deleteConnection({ db }: ConfigDb, projectId: string, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockConnection(tx, projectId, id);
    const [user] = await tx
      .select({ requestId: exports_.requestId })
      .from(exports_)
      .where(and(eq(exports_.connectionId, id), or(inArray(exports_.status, ["Pending", "Running"]), isScheduled)))
      .limit(1);
    if (user) throw connectionInUse(user.requestId);
    await tx.update(connections).set({ deletedAt: sql`now()` }).where(eq(connections.id, id));
    await tx
      .update(connectionCredentials)
      .set({ sealed: Buffer.alloc(0) })
      .where(eq(connectionCredentials.connectionId, id));
  });
}

/** Recurring, and not stopped: it will run again. */
export const isScheduled = and(eq(exports_.frequency, "recurring"), isNull(exports_.stoppedAt));

/** The only way to a secret; its result goes into an S3 client and nowhere else. A role has its project's external id. */
export async function openCredentials(
  { db }: ConfigDb,
  keys: MasterKeys,
  connectionId: string,
  version: number,
): Promise<OpenedCredentials> {
  const [row] = await db
    .select({
      masterKeyId: connectionCredentials.masterKeyId,
      sealed: connectionCredentials.sealed,
      externalId: projects.externalId,
    })
    .from(connectionCredentials)
    .innerJoin(connections, eq(connections.id, connectionCredentials.connectionId))
    .innerJoin(projects, eq(projects.id, connections.projectId))
    .where(and(eq(connectionCredentials.connectionId, connectionId), eq(connectionCredentials.version, version)));
  if (!row) throw connectionNotFound(connectionId);
  const credentials = unsealCredentials(keys, credentialsPlace(connectionId, version), row);
  return "roleArn" in credentials ? { ...credentials, externalId: row.externalId } : credentials;
}

async function insertCredentials(
  tx: Queries,
  keys: MasterKeys,
  connectionId: string,
  version: number,
  credentials: Credentials,
): Promise<void> {
  const sealed = sealCredentials(keys, credentialsPlace(connectionId, version), credentials);
  await tx
    .insert(connectionCredentials)
    .values({ connectionId, version, maskedKeyId: shownText(credentials), ...sealed });
}

async function rename(tx: Queries, id: string, name: string): Promise<void> {
  try {
    await tx.update(connections).set({ name }).where(eq(connections.id, id));
  } catch (error) {
    throw isUniqueViolation(error) ? connectionNameTaken(name) : error;
  }
}

async function lockConnection(tx: Queries, projectId: string, id: string) {
  if (!isUuid(id)) throw connectionNotFound(id);
  const [row] = await tx.select().from(connections).where(living(projectId, id)).for("update");
  if (!row) throw connectionNotFound(id);
  return row;
}

function living(projectId: string, id: string) {
  return and(eq(connections.projectId, projectId), eq(connections.id, id), isNull(connections.deletedAt));
}

async function connectionOf(db: Queries, projectId: string, id: string): Promise<Connection> {
  if (!isUuid(id)) throw connectionNotFound(id);
  const [row] = await selectConnections(db).where(living(projectId, id));
  if (!row) throw connectionNotFound(id);
  return parsed(row);
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function selectConnections(db: Queries) {
  return db
    .select({
      id: connections.id,
      projectId: connections.projectId,
      name: connections.name,
      target: connections.target,
      credentialVersion: connections.credentialVersion,
      maskedKeyId: connectionCredentials.maskedKeyId,
      createdAt: connections.createdAt,
    })
    .from(connections)
    .innerJoin(
      connectionCredentials,
      and(
        eq(connectionCredentials.connectionId, connections.id),
        eq(connectionCredentials.version, connections.credentialVersion),
      ),
    )
    .$dynamic();
}

function parsed({
  maskedKeyId,
  target,
  ...row
}: Omit<Connection, "target" | "credentials"> & {
  readonly target: unknown;
  readonly maskedKeyId: string;
}): Connection {
  return { ...row, target: connectionTargetSchema.parse(target), credentials: shownCredentials(maskedKeyId) };
}
