import { exec } from "node:child_process";
import { chmod, cp, mkdir, realpath } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { expect, test } from "vitest";
import { type PostgresPrograms, postgresPrograms, startPostgres } from "./start-postgres.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

async function query(url: string, text: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

test("what was written is there after a restart, and after a kill", async () => {
  await using temporary = await temporaryDirectory();
  const options = { directory: join(temporary.path, "postgres"), password: "p@ss/word", durable: true };
  {
    await using server = await startPostgres(options);
    await server.createDatabase("kept");
    await query(server.urlOf("kept"), "create table facts as select 42 as answer");
    server.process.kill("SIGKILL");
    await server.process.exited;
  }
  await using server = await startPostgres(options);
  await server.createDatabase("kept");
  expect((await query(server.urlOf("kept"), "select * from facts")).rows).toEqual([{ answer: 42 }]);
});

/** A copy of PostgreSQL in a folder, as an installation there has it. */
async function postgresIn(folder: string): Promise<PostgresPrograms> {
  const { postgres, initdb } = await postgresPrograms();
  await cp(dirname(dirname(await realpath(postgres))), folder, { recursive: true, verbatimSymlinks: true });
  return { postgres: join(folder, "bin", basename(postgres)), initdb: join(folder, "bin", basename(initdb)) };
}

test.each([
  ["a folder that only its owner may enter, such as root's home", "home", ""],
  ["a folder with spaces and letters that are not ASCII in its name", "Größe ohne Maß 数据", ""],
  ["what a umask of 077 leaves of an installation", "strict", "chmod -R go= ."],
])("programs and data can be in %s", async (_where, name, change) => {
  await using temporary = await temporaryDirectory();
  const folder = join(temporary.path, name);
  await mkdir(folder);
  const programs = await postgresIn(join(folder, "native"));
  await promisify(exec)(change || "true", { cwd: folder });
  await chmod(folder, 0o700);
  const directory = join(folder, "postgres");
  await using server = await startPostgres({ directory, password: "secret", durable: false, programs });
  expect((await query(server.urlOf("postgres"), "select 1 as one")).rows).toEqual([{ one: 1 }]);
  await server.restart();
  expect((await query(server.urlOf("postgres"), "select 2 as two")).rows).toEqual([{ two: 2 }]);
});

test("a wrong password is refused", async () => {
  await using temporary = await temporaryDirectory();
  const directory = join(temporary.path, "postgres");
  await using server = await startPostgres({ directory, password: "secret", durable: false });
  const url = server.urlOf("postgres").replace("secret", "guess");
  await expect(query(url, "select 1")).rejects.toMatchObject({ code: "28P01" });
});
