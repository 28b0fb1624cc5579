import { createApiToken, createProject, openConfigStore } from "@sluice/config-store";
import type { Stack } from "@sluice/local";

export interface DemoProject {
  readonly id: string;
  /** An admin's. */
  readonly token: string;
  readonly timeZone: string;
}

/** What an administrator of Sluice does for a new customer. */
export async function makeProject({ databaseUrl }: Stack): Promise<DemoProject> {
  const id = "100000001";
  const timeZone = "Europe/London";
  await using store = await openConfigStore({ databaseUrl, maxConnections: 1 });
  await createProject(store, { id, name: "Demo", timeZone, region: "EU" });
  const { text: token } = await createApiToken(store, {
    projectId: id,
    name: "demo",
    role: "admin",
    createdBy: "the demo",
  });
  return { id, token, timeZone };
}
