import { and, eq, exists, sql } from "drizzle-orm";
import type { Queries } from "./open-config-store.ts";
import { runs, windows } from "./schema/tables.ts";

/** SQL for whether a run's window is open: it may be tried again, however old it is, before its export goes on. */
export function hasOpenWindow(db: Queries) {
  const isOpen = and(
    eq(windows.state, "open"),
    eq(windows.requestId, runs.requestId),
    eq(windows.runTimestamp, runs.runTimestamp),
  );
  return exists(db.select({ one: sql`1` }).from(windows).where(isOpen));
}
