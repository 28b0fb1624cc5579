import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import {
  createApiToken,
  createConnection,
  createOneTimeExport,
  createProject,
  migrate,
  newMasterKey,
  openConfigStore,
  parseMasterKeys,
} from "@sluice/config-store";
import { testPostgres } from "@sluice/test-kit";
import { formatOptionsSchema } from "@sluice/types";
import { expect, test } from "vitest";
import { z } from "zod";

const mainPath = fileURLToPath(new URL("./main.ts", import.meta.url));
const listeningSchema = z.object({ msg: z.literal("listening"), url: z.string() });

function start(environment: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, [mainPath], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function urlOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("it has no output");
  for await (const line of createInterface(stdout)) {
    const listening = listeningSchema.safeParse(JSON.parse(line));
    if (listening.success) return listening.data.url;
  }
  throw new Error("it ended without listening");
}

test("the process says where it listens, and ends on SIGTERM though somebody follows a run", async () => {
  await using postgres = await testPostgres();
  await using store = await openConfigStore({ databaseUrl: postgres.url, maxConnections: 2 });
  await migrate(store);
  await createProject(store, { id: "1", name: "One" });
  const { text: token } = await createApiToken(store, {
    projectId: "1",
    name: "test",
    role: "viewer",
    createdBy: "a test",
  });
  const masterKey = newMasterKey("test");
  const connection = await createConnection(store, parseMasterKeys(masterKey), {
    projectId: "1",
    name: "Bucket",
    credentials: { accessKeyId: "AKIA00000000", secretAccessKey: "s" },
    target: {
      bucket: "acme-exports",
      region: "eu-west-1",
      prefix: "",
      endpoint: null,
      pathStyle: false,
      encryption: { type: "none" },
    },
  });
  const { requestId } = await createOneTimeExport(store, {
    projectId: "1",
    name: null,
    connectionId: connection.id,
    type: "allEvents",
    format: "json",
    eventNames: null,
    options: formatOptionsSchema.parse({}),
    window: { axis: "ts", fromMs: 0, toMs: 1 },
    nowMs: Date.now(),
  });
  const lake = await mkdtemp(join(tmpdir(), "sluice-api-"));
  const child = start({
    DATABASE_URL: postgres.url,
    TEMPORAL_ADDRESS: "127.0.0.1:1",
    NATS_URL: "nats://127.0.0.1:1",
    SLUICE_LAKE: lake,
    SLUICE_MASTER_KEY: masterKey,
    PORT: "0",
  });
  const exited = once(child, "exit");
  try {
    const url = await urlOf(child);
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ ok: true });
    const headers = { authorization: `Bearer ${token}` };
    const progress = await fetch(`${url}/v1/exports/${requestId}/progress`, { headers });
    const reader = progress.body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toMatch(/^event: progress/);
    child.kill("SIGTERM");
    // The stream ends with its last chunk read, not with the last one sent.
    while ((await reader?.read())?.done === false);
    expect(await exited).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
    await rm(lake, { recursive: true });
  }
});

test("a process without its environment says what is missing, and no values", async () => {
  const child = start({ SLUICE_MASTER_KEY: "secret-but-wrong" });
  const errors: string[] = [];
  child.stderr?.on("data", (chunk) => errors.push(String(chunk)));
  expect(await once(child, "close")).toEqual([2, null]);
  expect(errors.join("")).toContain("DATABASE_URL");
  expect(errors.join("")).not.toContain("secret-but-wrong");
});
