import type { EpochMs } from "@sluice/types";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { ConfigDb } from "./open-config-store.ts";
import { exports_ } from "./schema/tables.ts";

/** How the recurring exports that are not stopped are doing, all projects together. */
export interface RecurringHealth {
  readonly scheduled: number;
  /** Whose last run failed. */
  readonly failing: number;
  /** When the one that waits longest should have run; null when none is behind. */
  readonly overdueSinceMs: EpochMs | null;
  /** The first failure of the one that has been failing longest; null when none is. */
  readonly failingSinceMs: EpochMs | null;
}

export async function recurringHealth({ db }: ConfigDb, nowMs: EpochMs): Promise<RecurringHealth> {
  const { nextRunMs, failingSinceMs } = exports_;
  const [found] = await db
    .select({
      scheduled: sql`count(*)`.mapWith(Number),
      failing: sql`count(${failingSinceMs})`.mapWith(Number),
      overdueSinceMs: sql`min(${nextRunMs}) filter (where ${nextRunMs} <= ${nowMs})`.mapWith(nextRunMs),
      failingSinceMs: sql`min(${failingSinceMs})`.mapWith(failingSinceMs),
    })
    .from(exports_)
    .where(and(eq(exports_.frequency, "recurring"), isNull(exports_.stoppedAt)));
  return found ?? { scheduled: 0, failing: 0, overdueSinceMs: null, failingSinceMs: null };
}
