import { sql } from "drizzle-orm";
import type { ConfigDb } from "./open-config-store.ts";

/**
 * Follows a store that has a new address, with the same buckets, keys and objects: in every project's connections to it,
 * and in the runs that may still write there. For operators who moved the store; nothing may run meanwhile.
 */
export async function moveEndpoint({ db }: ConfigDb, from: string, to: string): Promise<void> {
  const moved = sql`(target::jsonb || jsonb_build_object('endpoint', ${to}::text))::json`;
  const isThere = sql`target::jsonb ->> 'endpoint' = ${from}`;
  await db.transaction(async (tx) => {
    await tx.execute(sql`update connections set target = ${moved} where ${isThere}`);
    await tx.execute(sql`update runs set target = ${moved} where status <> 'Done' and ${isThere}`);
  });
}
