import { createContext, useContext } from "react";
import { type Api, apiOf } from "../api/client.ts";
import type { Project, SessionProject } from "../api/schema.d.ts";

/** The project that the page shows, and what one may do in it. */
export interface CurrentProject extends Project {
  readonly role: SessionProject["role"];
  /** Whether buttons that change something are shown. */
  readonly canChange: boolean;
  /** Temporal's page of the namespace that runs are in; null when nobody has said. */
  readonly temporalUi: string | null;
  readonly api: Api;
}

export const ProjectContext = createContext<CurrentProject | null>(null);

export function useProject(): CurrentProject {
  const project = useContext(ProjectContext);
  if (!project) throw new Error("no project is shown here");
  return project;
}

export function currentProject(project: Project, { role }: SessionProject, temporalUi: string | null): CurrentProject {
  return { ...project, role, canChange: role === "admin", temporalUi, api: apiOf(project.id) };
}
