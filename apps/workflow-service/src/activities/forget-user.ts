import { beginForgetRequest, type ConfigDb, endForgetRequest, type MasterKeys } from "@sluice/config-store";
import { forgetUser as forgetInLake } from "@sluice/event-source-lake";
import type { Logger } from "@sluice/service";
import { cancellationSignal, heartbeat } from "@temporalio/activity";
import type { ForgetActivities, ForgetOrder } from "../workflows/forget-activities.ts";
import { removeUnneeded } from "./maintain-lake.ts";

export interface ForgetUserDependencies {
  readonly store: ConfigDb;
  readonly masterKeys: MasterKeys;
  /** The lake's folder. */
  readonly lake: string;
  readonly log: Logger;
}

const heartbeatMs = 10_000;

/** Takes a user out of the lake and writes down how many records that were; who it was is in no log, and in no history. */
export async function forgetUser(deps: ForgetUserDependencies, { request }: ForgetOrder): Promise<void> {
  const { store, masterKeys, lake, log } = deps;
  const begun = await beginForgetRequest(store, masterKeys, request);
  if (begun === null) return;
  const { projectId: project, user, requestedAt } = begun;
  const beating = setInterval(heartbeat, heartbeatMs);
  const place = { directory: lake, project };
  const signal = cancellationSignal();
  try {
    const records = await forgetInLake({ ...place, user, request, untilMs: requestedAt.getTime(), signal });
    await endForgetRequest(store, request, { status: "Done", ...records });
    log.info({ project, request, ...records }, "forgot a user");
    if (records.events + records.profiles === 0) return;
  } finally {
    clearInterval(beating);
  }
  // What can't be removed yet is by the looking after the lake.
  await removeUnneeded(store, place).catch((error: unknown) =>
    log.warn({ err: error, project }, "files of before a user was forgotten are removed later"),
  );
}

export async function giveUpForgetting(
  { store }: ForgetUserDependencies,
  { request, failure }: Parameters<ForgetActivities["giveUpForgetting"]>[0],
): Promise<void> {
  await endForgetRequest(store, request, { status: "Failed", error: failure });
}
