import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../temporary-directory.ts";
import { startPostgres } from "./start-postgres.ts";

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

test("it starts under a folder that only its owner may enter, root or not", async () => {
  await using temporary = await temporaryDirectory();
  const closed = join(temporary.path, "closed");
  await mkdir(closed);
  await chmod(closed, 0o700);
  const directory = join(closed, "postgres");
  await using server = await startPostgres({ directory, password: "secret", durable: false });
  expect((await query(server.urlOf("postgres"), "select 1 as one")).rows).toEqual([{ one: 1 }]);
});

test("a wrong password is refused", async () => {
  await using temporary = await temporaryDirectory();
  const directory = join(temporary.path, "postgres");
  await using server = await startPostgres({ directory, password: "secret", durable: false });
  const url = server.urlOf("postgres").replace("secret", "guess");
  await expect(query(url, "select 1")).rejects.toMatchObject({ code: "28P01" });
});
