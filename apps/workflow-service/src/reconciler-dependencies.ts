import type { ConfigDb } from "@sluice/config-store";
import type { Logger } from "@sluice/service";
import type { RunId } from "@sluice/types";
import type { Client } from "@temporalio/client";

export interface ReconcilerDependencies {
  readonly store: ConfigDb;
  readonly client: Client;
  readonly log: Logger;
  /** Hears of each run that is ended here. */
  readonly onEnded: (runId: RunId) => Promise<void>;
}
