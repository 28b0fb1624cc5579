import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  createApiToken,
  createConnection,
  createProject,
  listConnections,
  openConfigStore,
  parseMasterKeys,
} from "@sluice/config-store";
import { accessKeySchema, connectionTargetSchema, SluiceError } from "@sluice/types";
import { z } from "zod";
import type { Stack } from "./start-stack.ts";

/** What people and the CLI need to know of a stack whose data is kept; only its owner can read the file. */
export const stackFileSchema = z.object({
  apiUrl: z.string(),
  temporalUiUrl: z.string(),
  lake: z.string(),
  /** For the operator's commands; the file is for its owner alone. */
  databaseUrl: z.string().optional(),
  project: z.string(),
  /** An admin's API token. */
  token: z.string(),
  /** A bucket to export to, with a key that may do what a customer grants. */
  bucket: z.object({ target: connectionTargetSchema, credentials: accessKeySchema }),
});
export type StackFile = z.infer<typeof stackFileSchema>;

export const stackFileName = "stack.json";
const project = { id: "100000001", name: "Local project", region: "EU" } as const;
const bucketName = "local-exports";

/** Makes the stack's project, token and bucket if this is its first start, and writes down where everything is. */
export async function openLocalProject(stack: Stack): Promise<{ readonly file: StackFile; readonly isNew: boolean }> {
  const kept = await readStackFile(stack.directory);
  const { s3, temporal } = stack.servers;
  const places = {
    apiUrl: stack.apiUrl,
    temporalUiUrl: temporal.uiUrl,
    lake: stack.lake,
    databaseUrl: stack.databaseUrl,
  };
  const own = kept ?? { project: project.id, token: await newToken(stack), bucket: await newBucket(stack) };
  const bucket = { ...own.bucket, target: { ...own.bucket.target, endpoint: s3.endpoint } };
  const file = { ...own, ...places, bucket };
  if (kept === null) await makeConnection(stack, file);
  await writeFile(join(stack.directory, stackFileName), `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600 });
  return { file, isNew: kept === null };
}

/** Null before the first start. */
export function readStackFile(directory: string): Promise<StackFile | null> {
  return readFile(join(directory, stackFileName), "utf8").then(
    (text) => stackFileSchema.parse(JSON.parse(text)),
    () => null,
  );
}

async function newToken({ databaseUrl }: Stack): Promise<string> {
  await using store = await openConfigStore({ databaseUrl, maxConnections: 1 });
  await createProject(store, project).catch((error: unknown) => {
    // A first start that was cut short has made it already.
    if (!(error instanceof SluiceError && error.code === "project.exists")) throw error;
  });
  const { text } = await createApiToken(store, {
    projectId: project.id,
    name: "local",
    role: "admin",
    createdBy: "the local stack",
  });
  return text;
}

async function makeConnection(stack: Stack, { bucket, project }: StackFile): Promise<void> {
  await using store = await openConfigStore({ databaseUrl: stack.databaseUrl, maxConnections: 1 });
  const isThere = (await listConnections(store, project)).some(({ name }) => name === bucketName);
  if (isThere) return;
  await createConnection(store, parseMasterKeys(stack.masterKey), { projectId: project, name: bucketName, ...bucket });
}

async function newBucket({ servers: { s3 } }: Stack): Promise<StackFile["bucket"]> {
  await s3.createBucket(bucketName).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === "BucketAlreadyOwnedByYou")) throw error;
  });
  const credentials = await s3.createCustomer(bucketName);
  const { endpoint, region } = s3;
  return {
    target: { bucket: bucketName, region, prefix: "", endpoint, pathStyle: true, encryption: { type: "none" } },
    credentials,
  };
}
