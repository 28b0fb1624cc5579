import { type ProjectRegion, projectRegionSchema } from "@sluice/types";
import { and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { isScheduled } from "./connections.ts";
import { projectExists, projectInUse, projectNotFound } from "./errors.ts";
import type { ConfigDb } from "./open-config-store.ts";
import { apiTokens, connectionCredentials, connections, exports_, projects, webhooks } from "./schema/tables.ts";

export interface Project {
  /** The account id. */
  readonly id: string;
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly region: ProjectRegion;
  /** How far back a one-time export may reach. */
  readonly lookbackDays: number;
  /** What a role that is assumed for this project asks for. It is made with the project and nobody chooses it. */
  readonly externalId: string;
}

export type NewProject = Pick<Project, "id" | "name"> & Partial<Omit<Project, "externalId">>;

export async function createProject({ db }: ConfigDb, project: NewProject): Promise<Project> {
  const [row] = await db.insert(projects).values(project).onConflictDoNothing().returning();
  if (!row) throw projectExists(project.id);
  return projectOf(row);
}

export async function getProject({ db }: ConfigDb, id: string): Promise<Project> {
  const [row] = await db
    .select()
    .from(projects)
    .where(and(eq(projects.id, id), isNull(projects.deletedAt)));
  if (!row) throw projectNotFound();
  return projectOf(row);
}

/** Those that are not deleted, by their ids. */
export async function listProjects({ db }: ConfigDb): Promise<Project[]> {
  const rows = await db.select().from(projects).where(isNull(projects.deletedAt)).orderBy(asc(projects.id));
  return rows.map(projectOf);
}

/**
 * Its tokens let nobody in any more, and the secrets of its connections and webhooks go. Its history stays for as long as
 * any, its id is not given again. Refused while an export of it is scheduled or under way.
 */
export async function deleteProject({ db }: ConfigDb, id: string, deletedBy: string): Promise<void> {
  await db.transaction(async (tx) => {
    const living = and(eq(projects.id, id), isNull(projects.deletedAt));
    const [project] = await tx.select({ id: projects.id }).from(projects).where(living).for("update");
    if (!project) throw projectNotFound();
    const [busy] = await tx
      .select({ requestId: exports_.requestId })
      .from(exports_)
      .where(and(eq(exports_.projectId, id), or(inArray(exports_.status, ["Pending", "Running"]), isScheduled)))
      .limit(1);
    if (busy) throw projectInUse(id, busy.requestId);
    const now = sql`now()`;
    await tx.update(projects).set({ deletedAt: now }).where(eq(projects.id, id));
    await tx
      .update(apiTokens)
      .set({ revokedAt: now, revokedBy: deletedBy })
      .where(and(eq(apiTokens.projectId, id), isNull(apiTokens.revokedAt)));
    const ofProject = tx.select({ id: connections.id }).from(connections).where(eq(connections.projectId, id));
    await tx
      .update(connectionCredentials)
      .set({ sealed: Buffer.alloc(0) })
      .where(inArray(connectionCredentials.connectionId, ofProject));
    await tx.update(connections).set({ deletedAt: now }).where(eq(connections.projectId, id));
    const gone = { enabled: false, sealedSecret: Buffer.alloc(0), previousSealedSecret: null, deletedAt: now };
    await tx.update(webhooks).set(gone).where(eq(webhooks.projectId, id));
  });
}

export type ProjectChange = { readonly [K in Exclude<keyof Project, "id" | "externalId">]?: Project[K] | undefined };

export async function updateProject(store: ConfigDb, id: string, change: ProjectChange): Promise<Project> {
  if (Object.keys(change).length > 0) await store.db.update(projects).set(change).where(eq(projects.id, id));
  return getProject(store, id);
}

function projectOf(row: typeof projects.$inferSelect): Project {
  const { id, name, timeZone, lookbackDays, externalId } = row;
  return { id, name, timeZone, lookbackDays, externalId, region: projectRegionSchema.parse(row.region) };
}
