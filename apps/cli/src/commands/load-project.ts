import { getProject } from "@sluice/config-store";
import { isProjectLoaded } from "@sluice/event-source-lake";
import { projectAnswerSchema, projectIdSchema, SluiceError } from "@sluice/types";
import type { Cli } from "../cli.ts";
import { noProject, UsageError } from "../errors.ts";

export interface WantedProject {
  /** As it was typed. */
  readonly project: string | undefined;
  readonly lake: string;
  /** Whether nobody has to know it yet. */
  readonly isNew: boolean;
}

/** The project to load into. Whoever knows what projects there are is asked, as a mistyped one would take it all. */
export async function projectToLoad(cli: Cli, { project, lake, isNew }: WantedProject): Promise<string> {
  const { environment, stack } = cli;
  const named = project ?? environment.SLUICE_PROJECT ?? stack?.project;
  if (named !== undefined) checkForm(named);
  if (named !== undefined && (isNew || named === stack?.project)) return named;

  const ofApi = await projectOfToken(cli);
  if (named === undefined && ofApi === null) throw noProject();
  if (named === undefined || named === ofApi) return named ?? ofApi ?? "";
  const isStored = await isProjectStored(cli, named);
  if (isStored === false) {
    throw new UsageError(`There is no project ${named}. \`./sluice admin projects list\` lists those there are.`);
  }
  if (isStored || (await isProjectLoaded(lake, named))) return named;
  const asked = ofApi === null ? "" : `, and the API token is of the project ${ofApi}`;
  throw new UsageError(
    `Nothing was ever loaded into a project ${named}${asked}. Check --project; if it is right and new, add --new-project.`,
  );
}

function checkForm(id: string): void {
  const parsed = projectIdSchema.safeParse(id);
  if (!parsed.success) {
    throw new UsageError(`${JSON.stringify(id)} is no project id, which ${parsed.error.issues[0]?.message}.`);
  }
}

/** Null where the database can't be asked. */
async function isProjectStored({ openStore, signal }: Cli, id: string): Promise<boolean | null> {
  try {
    await using store = await openStore();
    await getProject(store, id);
    return true;
  } catch (error) {
    if (error instanceof SluiceError && error.code === "project.not_found") return false;
    if (signal.aborted || !(error instanceof SluiceError)) throw error;
    return null;
  }
}

/** Null where the API can't be asked. */
async function projectOfToken({ api, signal }: Cli): Promise<string | null> {
  try {
    return (await api().get(projectAnswerSchema, "/v1/project")).id;
  } catch (error) {
    if (signal.aborted || !(error instanceof SluiceError)) throw error;
    return null;
  }
}
