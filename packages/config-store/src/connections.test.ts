import type { ConnectionTarget, Credentials, RunId } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  credentials,
  newExport,
  objectOf,
  planOf,
  project,
  type TestStore,
  target,
  testStore,
} from "../test-support/postgres.ts";
import { createApiToken, findApiToken } from "./api-tokens.ts";
import {
  createConnection,
  deleteConnection,
  getConnection,
  listConnections,
  openCredentials,
  updateConnection,
} from "./connections.ts";
import { createOneTimeExport } from "./create-export.ts";
import { createProject, getProject } from "./projects.ts";
import { reopenRun } from "./reopen-run.ts";
import { recordJobDone } from "./run-objects.ts";
import { savePlan } from "./run-plans.ts";
import { failRun, stopRun } from "./run-status.ts";
import { getRun } from "./runs.ts";
import { newMasterKey, parseMasterKeys } from "./sealed-credentials.ts";

let on: TestStore;
beforeAll(async () => {
  on = await testStore();
});
afterAll(() => on?.[Symbol.asyncDispose]());

const roleArn = "arn:aws:iam::123456789012:role/sluice";
const create = (name: string) => createConnection(on.store, on.keys, { projectId: project, name, target, credentials });

test("no secret and no token stands in any table", async () => {
  const { text: token } = await createApiToken(on.store, {
    projectId: project,
    name: "ci",
    role: "viewer",
    createdBy: "a test",
  });
  expect(await findApiToken(on.store, token)).toMatchObject({ projectId: project, name: "ci", role: "viewer" });
  expect(await findApiToken(on.store, `${token}x`)).toBeNull();
  const tables = await on.store.pool.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public'",
  );
  expect(tables.rows.length).toBeGreaterThan(10);
  for (const { name } of tables.rows) {
    const { rows } = await on.store.pool.query<{ text: string; bytes: Buffer | null }>(
      `select t::text as text, ${name === "connection_credentials" ? "sealed" : "null"} as bytes from "${name}" t`,
    );
    for (const { text, bytes } of rows) {
      for (const secret of [credentials.secretAccessKey, credentials.accessKeyId, token]) {
        expect(text).not.toContain(secret);
        expect(bytes?.includes(secret) ?? false).toBe(false);
      }
    }
  }
});

test("new credentials are a new version, and the old one can still be opened", async () => {
  const { id } = await create("versions");
  const next = { accessKeyId: "AKIANEXTNEXT0001", secretAccessKey: "next" };
  const changed = await updateConnection(on.store, on.keys, project, id, { credentials: next });
  expect(changed).toMatchObject({ credentialVersion: 2, credentials: { accessKeyId: "AKIA…01" } });
  expect(await openCredentials(on.store, on.keys, id, 1)).toEqual(credentials);
  expect(await openCredentials(on.store, on.keys, id, 2)).toEqual(next);
});

test("a role and an access key follow one another as versions, and runs keep the one they were created with", async () => {
  const { id } = await create("role and key");
  const newRun = () => createOneTimeExport(on.store, newExport(on, { connectionId: id }));
  const replace = (next: Credentials) => updateConnection(on.store, on.keys, project, id, { credentials: next });
  const first = await newRun();
  expect(await replace({ roleArn })).toMatchObject({ credentialVersion: 2, credentials: { roleArn } });
  const second = await newRun();
  expect(await replace(credentials)).toMatchObject({ credentialVersion: 3, credentials: { accessKeyId: "AKIA…7Q" } });
  const opened = [first, second, await newRun()].map(async ({ requestId, runTimestamp }) => {
    const { credentialVersion } = await getRun(on.store, `${requestId}-${runTimestamp}`);
    return openCredentials(on.store, on.keys, id, credentialVersion);
  });
  const { externalId } = await getProject(on.store, project);
  expect(await Promise.all(opened)).toEqual([credentials, { roleArn, externalId }, credentials]);
});

test("a role is opened with its own project's external id", async () => {
  const other = "100000009";
  await createProject(on.store, { id: other, name: "Other" });
  const shared = { name: "role", target, credentials: { roleArn } };
  const mine = await createConnection(on.store, on.keys, { ...shared, projectId: project });
  const theirs = await createConnection(on.store, on.keys, { ...shared, projectId: other });
  const [one, two] = await Promise.all([mine, theirs].map(({ id }) => openCredentials(on.store, on.keys, id, 1)));
  expect(one).toEqual({ roleArn, externalId: (await getProject(on.store, project)).externalId });
  expect(two).toEqual({ roleArn, externalId: (await getProject(on.store, other)).externalId });
  expect(one).not.toEqual(two);
});

test("a connection that was written down without an encryption has none, and keeps what its runs have delivered", async () => {
  const { id } = await create("older");
  const { requestId, runTimestamp } = await createOneTimeExport(on.store, newExport(on, { connectionId: id }));
  const runId: RunId = `${requestId}-${runTimestamp}`;
  const older = JSON.stringify({ ...target, encryption: undefined });
  await on.store.pool.query("update connections set target = $1 where id = $2", [older, id]);
  await on.store.pool.query("update runs set target = $1 where request_id = $2", [older, requestId]);
  expect((await getConnection(on.store, project, id)).target).toEqual(target);
  await savePlan(on.store, runId, planOf({ jobs: 2 }), 5);
  await recordJobDone(on.store, runId, 0, [objectOf(1)], target);
  await stopRun(on.store, runId);
  await updateConnection(on.store, on.keys, project, id, { target });
  await reopenRun(on.store, runId);
  expect(await getRun(on.store, runId)).toMatchObject({ target, jobsDone: 1 });
});

test("what was delivered counts no more for a run that is tried again with another encryption", async () => {
  const { id } = await create("encrypts");
  const { requestId, runTimestamp } = await createOneTimeExport(on.store, newExport(on, { connectionId: id }));
  const runId: RunId = `${requestId}-${runTimestamp}`;
  await savePlan(on.store, runId, planOf({ jobs: 2 }), 5);
  await recordJobDone(on.store, runId, 0, [objectOf(1)], target);
  await stopRun(on.store, runId);
  const encrypted: ConnectionTarget = { ...target, encryption: { type: "sse-s3" } };
  await updateConnection(on.store, on.keys, project, id, { target: encrypted });
  await reopenRun(on.store, runId);
  expect(await getRun(on.store, runId)).toMatchObject({ target: encrypted, jobsDone: 0, objects: 0 });
});

test("a new master key seals while the older one still opens", async () => {
  const { id } = await create("rotation");
  const rotated = parseMasterKeys(`${newMasterKey("k2")},k1:${on.keys[0].key.toString("base64")}`);
  expect(await openCredentials(on.store, rotated, id, 1)).toEqual(credentials);
  await updateConnection(on.store, rotated, project, id, { credentials });
  await expect(openCredentials(on.store, on.keys, id, 2)).rejects.toMatchObject({
    code: "credentials.unknown_master_key",
  });
});

test("sealed credentials open nowhere but in their own place", async () => {
  const [from, to] = [await create("from"), await create("to")];
  await on.store.pool.query(
    "update connection_credentials set sealed = (select sealed from connection_credentials where connection_id = $1) where connection_id = $2",
    [from.id, to.id],
  );
  await expect(openCredentials(on.store, on.keys, to.id, 1)).rejects.toMatchObject({ code: "credentials.seal_broken" });
});

test("two connections of a project never have one name, even when made or renamed at once", async () => {
  const made = await Promise.allSettled(Array.from({ length: 5 }, () => create("same")));
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const others = await Promise.all(["r1", "r2", "r3"].map(create));
  const renamed = await Promise.allSettled(
    others.map(({ id }) => updateConnection(on.store, on.keys, project, id, { name: "renamed" })),
  );
  const refused = renamed.filter((result) => result.status === "rejected");
  expect(refused.map(({ reason }) => reason.code)).toEqual(["connection.name_taken", "connection.name_taken"]);
});

test("a connection in use can't be deleted; a deleted one is gone with its secrets, and its name is free", async () => {
  const { id } = await create("short-lived");
  const { requestId, runTimestamp } = await createOneTimeExport(on.store, newExport(on, { connectionId: id }));
  const remove = () => deleteConnection(on.store, project, id);
  await expect(remove()).rejects.toMatchObject({ code: "connection.in_use" });
  await stopRun(on.store, `${requestId}-${runTimestamp}`);
  await remove();
  await expect(remove()).rejects.toMatchObject({ code: "connection.not_found" });
  await expect(getConnection(on.store, project, id)).rejects.toMatchObject({ code: "connection.not_found" });
  await expect(openCredentials(on.store, on.keys, id, 1)).rejects.toMatchObject({ code: "credentials.seal_broken" });
  await expect(reopenRun(on.store, `${requestId}-${runTimestamp}`)).rejects.toMatchObject({
    code: "connection.not_found",
  });
  await create("short-lived");
});

test("another project sees and changes nothing", async () => {
  const { id } = await create("ours");
  expect(await listConnections(on.store, "2")).toEqual([]);
  await expect(getConnection(on.store, "2", id)).rejects.toMatchObject({ code: "connection.not_found" });
  await expect(deleteConnection(on.store, "2", id)).rejects.toMatchObject({ code: "connection.not_found" });
  await expect(updateConnection(on.store, on.keys, project, "no-uuid", {})).rejects.toMatchObject({
    code: "connection.not_found",
  });
});

test("an export that failed doesn't keep its connection", async () => {
  const { id } = await create("failed");
  const { requestId, runTimestamp } = await createOneTimeExport(on.store, newExport(on, { connectionId: id }));
  await failRun(on.store, `${requestId}-${runTimestamp}`, { code: "x", message: "bad\0name", retryable: false });
  await deleteConnection(on.store, project, id);
});
