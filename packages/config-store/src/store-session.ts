import { DrizzleQueryError } from "drizzle-orm";
import { NodePgDatabase, NodePgSession, type NodePgTransaction } from "drizzle-orm/node-postgres";
import { PgDialect, type PgTransactionConfig } from "drizzle-orm/pg-core";
import pg from "pg";
import { storeUnavailable } from "./errors.ts";

type NoTables = Record<string, never>;
type Work<T> = (tx: NodePgTransaction<NoTables, NoTables>) => Promise<T>;

/** Drizzle on a pool, where a server that doesn't answer is a `store.unavailable` that says to try again. */
export function storeDatabase(pool: pg.Pool): NodePgDatabase<NoTables> {
  const dialect = new PgDialect();
  return new NodePgDatabase(dialect, new StoreSession(pool, dialect), undefined);
}

class StoreSession extends NodePgSession<NoTables, NoTables> {
  readonly #pool: pg.Pool;
  readonly #dialect: PgDialect;

  constructor(pool: pg.Pool, dialect: PgDialect) {
    super(pool, dialect, undefined);
    this.#pool = pool;
    this.#dialect = dialect;
  }

  override prepareQuery: NodePgSession<NoTables, NoTables>["prepareQuery"] = (...query) => {
    const prepared = super.prepareQuery(...query);
    const execute = prepared.execute.bind(prepared);
    prepared.execute = (values) => execute(values).catch(rethrow);
    return prepared;
  };

  /** Gives its connection back whatever happens; Drizzle's own keeps it for ever when BEGIN fails. */
  override async transaction<T>(work: Work<T>, config?: PgTransactionConfig): Promise<T> {
    const client = await this.#pool.connect().catch((error: unknown) => {
      throw storeUnavailable(error);
    });
    let broken = false;
    try {
      return await new NodePgSession<NoTables, NoTables>(client, this.#dialect, undefined).transaction(work, config);
    } catch (error) {
      broken = isUnavailable(error);
      return rethrow(error);
    } finally {
      client.release(broken);
    }
  }
}

function rethrow(error: unknown): never {
  throw isUnavailable(error) ? storeUnavailable(error) : error;
}

/** Connection exceptions, too many connections, a server that shuts down or starts. */
const unavailableStates = /^(08...|53300|57P0[1-3])$/;

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof DrizzleQueryError)) return false;
  const { cause } = error;
  // What the server didn't say comes from the connection; what JavaScript says is a mistake of ours.
  if (!(cause instanceof pg.DatabaseError)) return !(cause instanceof TypeError || cause instanceof RangeError);
  return unavailableStates.test(cause.code ?? "");
}

/** Whether a row was refused for having the key of another, under this constraint or any. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof DrizzleQueryError && error.cause instanceof pg.DatabaseError)) return false;
  return error.cause.code === "23505" && (constraint === undefined || error.cause.constraint === constraint);
}
