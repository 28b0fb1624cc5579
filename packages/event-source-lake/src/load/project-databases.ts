import { link, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isErrnoException } from "../errno.ts";
import { lakeDamaged, otherLayout } from "../errors.ts";
import { layoutVersion, type ProjectFile, projectFileSchema, projectFolder } from "../lake-layout.ts";
import { otherDatabases } from "./errors.ts";
import { syncPath } from "./sync.ts";

/** Over how many databases a project's users are spread: as its first load said, or as is asked now. */
export async function databasesOf(lake: string, project: string, asked: number | undefined): Promise<number> {
  const path = projectFile(lake, project);
  const known = await knownDatabases(path);
  if (known === null) return projectFileSchema.parse({ databases: asked ?? 1 }).databases;
  if (asked !== undefined && asked !== known) throw otherDatabases(asked, known);
  return known;
}

/** Whether anything was ever loaded for a project. Throws where its part of the lake has another layout. */
export async function isProjectLoaded(lake: string, project: string): Promise<boolean> {
  return (await knownDatabases(projectFile(lake, project))) !== null;
}

/** Null before the first load. Any other failure stops the load, or users would come to other databases than before. */
async function knownDatabases(path: string): Promise<number | null> {
  const file = await readProjectFile(path);
  if (file !== null && file.layout !== layoutVersion) throw otherLayout(path, file.layout);
  return file?.databases ?? null;
}

/** Written by the first load; of two first loads at once, the second fails if it was for another number. */
export async function fixDatabases(lake: string, project: string, databases: number, folder: string): Promise<void> {
  const path = projectFile(lake, project);
  const draft = join(folder, "lake.json");
  try {
    await writeFile(draft, JSON.stringify({ layout: layoutVersion, databases }), { flush: true });
    await link(draft, path);
  } catch (error) {
    if (!isErrnoException(error, "EEXIST")) throw error;
    await databasesOf(lake, project, databases);
  }
}

/** What a project's part of the lake says of itself, whatever its layout; null before the first load. */
export async function projectFileOf(lake: string, project: string): Promise<ProjectFile | null> {
  return readProjectFile(projectFile(lake, project));
}

/** Puts it in the place of the one before. */
export async function replaceProjectFile(
  lake: string,
  project: string,
  file: ProjectFile,
  folder: string,
): Promise<void> {
  const draft = join(folder, "lake.json");
  await writeFile(draft, JSON.stringify(file), { flush: true });
  await rename(draft, projectFile(lake, project));
  await syncPath(projectFolder(lake, project));
}

async function readProjectFile(path: string): Promise<ProjectFile | null> {
  try {
    return projectFileSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (isErrnoException(error, "ENOENT")) return null;
    throw lakeDamaged(path, error);
  }
}

function projectFile(lake: string, project: string): string {
  return join(projectFolder(lake, project), "lake.json");
}
