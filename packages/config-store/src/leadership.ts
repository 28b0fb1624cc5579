import type pg from "pg";
import { advisoryLocks } from "./advisory-locks.ts";
import type { ConfigDb } from "./open-config-store.ts";

export interface Leadership extends AsyncDisposable {
  /** Whether it is this process's turn, which it keeps until it goes or its connection breaks. */
  readonly isLeader: () => Promise<boolean>;
}

/**
 * Asks for the lead again and again: a lock that belongs to a connection, so that it is free as soon as the process that
 * had it is gone. Two may believe to have it for as long as a broken connection goes unnoticed: what they do must bear
 * that.
 */
export function leadership({ pool }: ConfigDb, task: "reconciler"): Leadership {
  let held: pg.PoolClient | undefined;
  const isAlive = async (client: pg.PoolClient) => {
    try {
      await client.query("select 1");
      return true;
    } catch {
      client.release(true);
      return false;
    }
  };
  const acquire = async () => {
    const client = await pool.connect().catch(() => undefined);
    if (client === undefined) return undefined;
    try {
      const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [
        advisoryLocks[task],
      ]);
      if (rows[0]?.taken === true) return client;
      client.release();
    } catch {
      client.release(true);
    }
    return undefined;
  };
  return {
    async isLeader() {
      if (held !== undefined && !(await isAlive(held))) held = undefined;
      held ??= await acquire();
      return held !== undefined;
    },
    async [Symbol.asyncDispose]() {
      // With its connection the lock goes too.
      held?.release(true);
      held = undefined;
    },
  };
}
