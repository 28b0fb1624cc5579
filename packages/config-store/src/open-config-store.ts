import { fileURLToPath } from "node:url";
import { defaultScheduleRules, type ScheduleRules } from "@sluice/types";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { advisoryLocks } from "./advisory-locks.ts";
import { storeUnavailable } from "./errors.ts";
import { storeDatabase } from "./store-session.ts";

export interface ConfigDb extends AsyncDisposable {
  /** What recurring exports go by. */
  readonly rules: ScheduleRules;
  readonly db: NodePgDatabase<Record<string, never>>;
  readonly pool: pg.Pool;
}

export interface ConfigStoreOptions {
  readonly databaseUrl: string;
  readonly maxConnections: number;
  readonly rules?: ScheduleRules;
}

/** Opens the store; connections are made when they are needed and made anew when they break. */
export async function openConfigStore({
  databaseUrl,
  maxConnections,
  rules = defaultScheduleRules,
}: ConfigStoreOptions): Promise<ConfigDb> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: maxConnections,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
  });
  // An idle connection that breaks is replaced by the pool; the next query tells if the server is gone.
  pool.on("error", () => undefined);
  // The same for a connection that breaks while a transaction holds it: without a listener the process would end.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { db: storeDatabase(pool), pool, rules, [Symbol.asyncDispose]: () => pool.end() };
}

/** Brings the tables up to date; safe when several processes do it at once. */
export async function migrate({ pool }: ConfigDb): Promise<void> {
  const client = await pool.connect().catch((error: unknown) => {
    throw storeUnavailable(error);
  });
  try {
    await client.query("select pg_advisory_lock($1)", [advisoryLocks.migration]);
    await runMigrations(drizzle(client), { migrationsFolder: fileURLToPath(new URL("../drizzle", import.meta.url)) });
  } finally {
    await client.query("select pg_advisory_unlock($1)", [advisoryLocks.migration]).catch(() => undefined);
    client.release();
  }
}

/** Whether the database answers. */
export async function isStoreReady({ pool }: ConfigDb): Promise<boolean> {
  try {
    await pool.query("select 1");
    return true;
  } catch {
    return false;
  }
}

type Transaction = Parameters<Parameters<ConfigDb["db"]["transaction"]>[0]>[0];
export type Queries = ConfigDb["db"] | Transaction;
