import { createApiToken, createProject, migrate, openConfigStore } from "@sluice/config-store";
import { SluiceError } from "@sluice/types";

// Brings the tables of DATABASE_URL up to date and, the first time, makes a project with an API token, which it prints.
// For stacks that something else starts, such as compose.yaml; safe to run at every start.

const databaseUrl = process.env.DATABASE_URL;
if (!databaseUrl) throw new Error("DATABASE_URL is missing: the address of the PostgreSQL database to prepare.");
const project = { id: process.env.SLUICE_PROJECT || "100000001", name: "First project", region: "EU" } as const;

await using store = await openConfigStore({ databaseUrl, maxConnections: 1 });
await migrate(store);
try {
  await createProject(store, project);
  const { text: token } = await createApiToken(store, {
    projectId: project.id,
    name: "first",
    role: "admin",
    createdBy: "the local stack",
  });
  console.log(`Project ${project.id} is made. Its API token, shown this once: ${token}`);
} catch (error) {
  if (!(error instanceof SluiceError && error.code === "project.exists")) throw error;
  console.log(`Project ${project.id} is there.`);
}
