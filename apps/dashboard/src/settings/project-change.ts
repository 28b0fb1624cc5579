import type { Project, ProjectChange } from "../api/schema.d.ts";

export type ProjectEdits = Readonly<ProjectChange>;
type Edited = Pick<Project, "name" | "timeZone" | "region" | "lookbackDays">;

/** The project as it would be. */
export function edited({ name, timeZone, region, lookbackDays }: Edited, edits: ProjectEdits): Edited {
  return {
    name: edits.name ?? name,
    timeZone: edits.timeZone ?? timeZone,
    region: edits.region ?? region,
    lookbackDays: edits.lookbackDays ?? lookbackDays,
  };
}

/** What is to be sent: only what differs, so that what somebody else has changed meanwhile stays. Null for nothing. */
export function projectChange(project: Edited, edits: ProjectEdits): ProjectChange | null {
  const next = edited(project, edits);
  const change: ProjectChange = {};
  if (next.name.trim() !== project.name) change.name = next.name.trim();
  if (next.timeZone !== project.timeZone) change.timeZone = next.timeZone;
  if (next.region !== project.region) change.region = next.region;
  if (next.lookbackDays !== project.lookbackDays) change.lookbackDays = next.lookbackDays;
  return Object.keys(change).length === 0 ? null : change;
}
