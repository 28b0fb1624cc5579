import { SluiceError } from "@sluice/types";

function refusal(code: string, message: string): SluiceError {
  return new SluiceError({ code, message, retryable: false });
}

/** The one failure here that trying again can help. */
export function storeUnavailable(cause: unknown): SluiceError {
  return new SluiceError(
    {
      code: "store.unavailable",
      message: "Sluice's own database does not answer. It is tried again; if it stays away, look at PostgreSQL.",
      retryable: true,
    },
    { cause },
  );
}

export const projectExists = (id: string) => refusal("project.exists", `There is a project ${id} already.`);
export const projectNotFound = () => refusal("project.not_found", "There is no such project.");
export const projectInUse = (id: string, requestId: number) =>
  refusal(
    "project.in_use",
    `Project ${id} can't be deleted while export ${requestId} is scheduled or under way. Stop that export first.`,
  );
export const tokenNotFound = (id: string) => refusal("token.not_found", `There is no token ${id} in this project.`);
export const signInCodeUnknown = () =>
  refusal(
    "auth.sign_in_link_spent",
    "This link has been used, is older than a quarter of an hour, or was not copied whole. Sign in with an API token, or ask for another link.",
  );
export const connectionNotFound = (id: string) => refusal("connection.not_found", `There is no connection ${id}.`);
export const connectionDeleted = (requestId: number) =>
  refusal(
    "connection.not_found",
    `The connection of export ${requestId} was deleted. Give the export another one, then try again; a one-time export has to be created anew.`,
  );
export const connectionNameTaken = (name: string) =>
  refusal("connection.name_taken", `Another connection is called "${name}". Choose another name.`);
export const connectionInUse = (requestId: number) =>
  refusal(
    "connection.in_use",
    `Export ${requestId} still uses this connection. Stop it or wait until it is done, then delete the connection.`,
  );
export const exportNotFound = (requestId: number) => refusal("export.not_found", `There is no export ${requestId}.`);
export const runNotFound = (runId: string) => refusal("run.not_found", `There is no run ${runId}.`);
export const runNotRetryable = (status: string) =>
  refusal("run.not_retryable", `Only a Failed or Stopped run can be retried; this one is ${status}.`);
export const runExpired = (runId: string, manifestKey: string | null) =>
  refusal(
    "run.expired",
    `Run ${runId} ended so long ago that its details are not kept here any more. ${
      manifestKey === null
        ? "It can't be retried; a new export can deliver what it did not."
        : `Its manifest in the bucket, ${manifestKey}, lists its objects.`
    }`,
  );
export const exportStillGoing = (requestId: number) =>
  refusal(
    "export.still_going",
    `Export ${requestId} still goes on. Stop it, or wait until it has ended, to archive it.`,
  );
export const windowSkipped = (runId: string) =>
  refusal(
    "run.window_skipped",
    `The window of run ${runId} was skipped when its export was resumed from now, so the run can't be retried. A one-time export can still deliver those records.`,
  );
export const profileExportScheduled = (requestId: number, name: string | null) =>
  refusal(
    "export.profile_export_scheduled",
    `The recurring profile export ${requestId}${name === null ? "" : ` ("${name}")`} is scheduled, and a project has one of them at most. Stop it first.`,
  );
export const exportNotRecurring = (requestId: number, what: "edited" | "resumed") =>
  refusal(
    "export.not_recurring",
    `Export ${requestId} runs one time, so it can't be ${what}. Create another export instead.`,
  );
export const exportStoppedAlready = (requestId: number) =>
  refusal("export.already_stopped", `Export ${requestId} is stopped already. Resume it to have it run again.`);
export const exportNotStopped = (requestId: number) =>
  refusal("export.not_stopped", `Export ${requestId} is not stopped, so there is nothing to resume.`);
export const exportStillStopping = (requestId: number) =>
  refusal("export.still_stopping", `The run of export ${requestId} is still ending. Try again in a few seconds.`);
export const idempotencyKeyReused = () =>
  refusal(
    "idempotency.key_reused",
    "This Idempotency-Key came with another request before. Send a new key with a new request.",
  );
export const webhookNotFound = (id: string) => refusal("webhook.not_found", `There is no webhook ${id}.`);
export const webhookNameTaken = (name: string) =>
  refusal("webhook.name_taken", `Another webhook is called "${name}". Choose another name.`);
export const tooManyWebhooks = (most: number) =>
  refusal("webhook.too_many", `A project has at most ${most} webhooks. Delete one that nobody needs first.`);
export const webhookDisabled = (name: string) =>
  refusal("webhook.disabled", `The webhook "${name}" is disabled. Enable it, then send again.`);
export const deliveryNotFound = (id: string) =>
  refusal("webhook.delivery_not_found", `There is no delivery ${id} to this webhook.`);

export const forgetRequestNotFound = (id: string) =>
  refusal("forget.not_found", `There is no request ${id} to forget a user in this project.`);

/** Whose secret is sealed, and what makes a new one of it. */
const newSecrets = {
  connection: { what: "credentials", replace: "replace the connection's credentials" },
  webhook: { what: "signing secret", replace: "roll the webhook's secret" },
  "forget request": { what: "user", replace: "ask for the user to be forgotten again" },
} as const;
export type SealOwner = keyof typeof newSecrets;

export const unknownMasterKey = (keyId: string, owner: SealOwner) =>
  refusal(
    "credentials.unknown_master_key",
    `The ${newSecrets[owner].what} of the ${owner} cannot be opened without the master key "${keyId}", which SLUICE_MASTER_KEY does not hold. Add that key, or ${newSecrets[owner].replace}.`,
  );
export const sealBroken = (owner: SealOwner) =>
  refusal(
    "credentials.seal_broken",
    `The stored ${newSecrets[owner].what} of the ${owner} cannot be opened, so ${newSecrets[owner].replace}.`,
  );
