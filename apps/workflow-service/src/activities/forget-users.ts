import { beginForgetRequest, type ConfigDb, endForgetRequest, type MasterKeys } from "@sluice/config-store";
import { type ForgetOrder, forgetUsers as forgetInLake } from "@sluice/event-source-lake";
import type { Logger } from "@sluice/service";
import { type Failure, SluiceError } from "@sluice/types";
import { cancellationSignal, heartbeat } from "@temporalio/activity";
import type { ForgetRequests } from "../workflows/forget-activities.ts";
import { removeUnneeded } from "./maintain-lake.ts";

export interface ForgetUsersDependencies {
  readonly store: ConfigDb;
  readonly masterKeys: MasterKeys;
  /** The lake's folder. */
  readonly lake: string;
  readonly log: Logger;
}

const heartbeatMs = 10_000;

/** Takes users out of the lake and writes down how many records that were; who they were is in no log, and in no history. */
export async function forgetUsers(deps: ForgetUsersDependencies, { project, requests }: ForgetRequests): Promise<void> {
  const { store, lake, log } = deps;
  const place = { directory: lake, project };
  const beating = setInterval(heartbeat, heartbeatMs);
  try {
    const orders = (await Promise.all(requests.map((request) => orderOf(deps, request)))).filter(
      (order) => order !== null,
    );
    const forgotten = await forgetInLake({ ...place, orders, signal: cancellationSignal() });
    for (const { request, events, profiles } of forgotten) {
      await endForgetRequest(store, request, { status: "Done", events, profiles });
      log.info({ project, request, events, profiles }, "forgot a user");
    }
    if (forgotten.every(({ events, profiles }) => events + profiles === 0)) return;
    // What can't be removed yet is by the looking after the lake.
    await removeUnneeded(store, place).catch((error: unknown) =>
      log.warn({ err: error, project }, "files of before a user was forgotten are removed later"),
    );
  } finally {
    clearInterval(beating);
  }
}

/** Null where it has ended, as well because nobody can tell any more who the user is. */
async function orderOf({ store, masterKeys }: ForgetUsersDependencies, request: string): Promise<ForgetOrder | null> {
  try {
    const begun = await beginForgetRequest(store, masterKeys, request);
    return begun && { request, user: begun.user, untilMs: begun.requestedAt.getTime() };
  } catch (error) {
    if (!(error instanceof SluiceError) || error.retryable) throw error;
    await endForgetRequest(store, request, { status: "Failed", error });
    return null;
  }
}

export async function giveUpForgetting(
  { store }: ForgetUsersDependencies,
  { requests, failure }: ForgetRequests & { readonly failure: Failure },
): Promise<void> {
  for (const request of requests) await endForgetRequest(store, request, { status: "Failed", error: failure });
}
