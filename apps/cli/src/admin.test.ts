import { findApiToken, migrate, openConfigStore } from "@sluice/config-store";
import { type TestPostgres, testPostgres } from "@sluice/test-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ran, sluice } from "../test-support/sluice.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await testPostgres();
  await using store = await openConfigStore({ databaseUrl: postgres.url, maxConnections: 1 });
  await migrate(store);
});
afterAll(() => postgres?.[Symbol.asyncDispose]());

const admin = (...args: string[]): Promise<Ran> => sluice(["admin", ...args], { DATABASE_URL: postgres.url });

async function json(...args: string[]) {
  const { exitCode, stdout, stderr } = await admin(...args, "--json");
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  return JSON.parse(stdout);
}

async function isLetIn(token: string): Promise<boolean> {
  await using store = await openConfigStore({ databaseUrl: postgres.url, maxConnections: 1 });
  return (await findApiToken(store, token)) !== null;
}

test("from nothing to a project with a token, and back", async () => {
  expect((await admin("projects", "list")).stdout).toContain("There is no project yet");
  const created = await admin("projects", "create", "--id", "acme", "--name", "Acme", "--time-zone", "Asia/Kolkata");
  expect(created.stdout).toContain("✓ Project acme");
  expect(await json("projects", "list")).toMatchObject([{ id: "acme", region: "EU", timeZone: "Asia/Kolkata" }]);
  expect(await json("projects", "show", "acme")).toMatchObject({ name: "Acme", lookbackDays: 60 });

  const made = await admin("tokens", "create", "--project", "acme", "--name", "First", "--role", "admin");
  const [, text = ""] = /^ {2}(sluice_\S+)$/m.exec(made.stdout) ?? [];
  expect(await isLetIn(text)).toBe(true);
  const listed = await admin("tokens", "list", "--project", "acme");
  expect(listed.stdout).toMatch(/First +admin +….{4} .* valid/);
  expect(listed.stdout).not.toContain(text);

  const [{ id, createdBy }] = await json("tokens", "list", "--project", "acme");
  expect(createdBy).toBe("sluice admin");
  expect((await admin("tokens", "revoke", id, "--project", "acme")).stdout).toContain("First lets nobody in any more");
  expect(await isLetIn(text)).toBe(false);
});

test("deleting a project has to be meant, and ends its tokens", async () => {
  await json("projects", "create", "--id", "short", "--name", "Short");
  const { token } = await json("tokens", "create", "--project", "short", "--name", "T", "--expires-in-days", "7");
  expect(await isLetIn(token)).toBe(true);
  const asked = await admin("projects", "delete", "short");
  expect(asked).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("Say --yes to do it") });
  expect(await isLetIn(token)).toBe(true);
  expect(await json("projects", "delete", "short", "--yes")).toEqual({ id: "short", deleted: true });
  expect(await isLetIn(token)).toBe(false);
  expect((await admin("projects", "show", "short")).stderr).toContain("project.not_found");
  expect((await admin("projects", "create", "--id", "short", "--name", "Again")).stderr).toContain("project.exists");
});

test.each([
  [["projects", "create", "--id", "my shop", "--name", "S"], "--id must be 1 to 64 letters"],
  [["projects", "create", "--id", "x", "--name", "S", "--time-zone", "Mars"], "--time-zone is not an IANA time zone"],
  [["projects", "create", "--id", "x", "--name", "S", "--region", "MOON"], "--region must be one of EU"],
  [["tokens", "create", "--project", "acme", "--name", "T", "--role", "king"], "--role must be one of admin, viewer"],
  [["tokens", "create", "--project", "acme", "--name", "T", "--expires-in-days", "0"], "--expires-in-days must be"],
])("what is typed wrongly is said with the option's name (%#)", async (args, words) => {
  expect(await admin(...args)).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(words) });
});

test("without a database it says which variable to set", async () => {
  const { exitCode, stderr } = await sluice(["admin", "projects", "list"], { SLUICE_HOME: "/nowhere" });
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining("DATABASE_URL") });
});

test("a database that is not there is told in words", async () => {
  const away = { DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" };
  const { exitCode, stderr } = await sluice(["admin", "projects", "list"], away);
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining("store.unavailable") });
});
