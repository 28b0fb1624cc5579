import { type ProjectRegion, projectRegionSchema } from "@sluice/types";
import { eq } from "drizzle-orm";
import { projectExists, projectNotFound } from "./errors.ts";
import type { ConfigDb } from "./open-config-store.ts";
import { projects } from "./schema/tables.ts";

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
  const [row] = await db.select().from(projects).where(eq(projects.id, id));
  if (!row) throw projectNotFound();
  return projectOf(row);
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
