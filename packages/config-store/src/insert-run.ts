import type { Window } from "@sluice/types";
import { eq } from "drizzle-orm";
import type { Queries } from "./open-config-store.ts";
import type { RunKey } from "./run-key.ts";
import { note } from "./run-timeline.ts";
import { type connections, exports_, runs } from "./schema/tables.ts";

/** What a run fixes for good when it is created. */
export interface NewRun {
  readonly connection: typeof connections.$inferSelect;
  readonly timeZone: string;
  readonly format: string;
  readonly options: unknown;
  readonly eventNames: unknown;
  readonly window: Window;
}

export async function insertRun(tx: Queries, run: RunKey, created: NewRun): Promise<void> {
  const { connection, timeZone, format, options, eventNames, window } = created;
  await tx.insert(runs).values({
    ...run,
    status: "Pending",
    connectionId: connection.id,
    target: connection.target,
    credentialVersion: connection.credentialVersion,
    timeZone,
    format,
    options,
    eventNames,
    window,
  });
  await tx.update(exports_).set({ lastRunTimestamp: run.runTimestamp }).where(eq(exports_.requestId, run.requestId));
  await note(tx, run, "opened");
}
