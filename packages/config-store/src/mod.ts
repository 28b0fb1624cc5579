/**
 * What people set up and what their exports do, in PostgreSQL. Every function takes the store first; a server that
 * doesn't answer is `store.unavailable`, retryable; refusals have the codes of errors.ts.
 *
 * - the store: `openConfigStore`, `migrate`, `isStoreReady`; the tables are in schema/tables.ts
 * - who: projects.ts, api-tokens.ts; web-sessions.ts for browsers
 * - where to: connections.ts, whose secrets are sealed by sealed-credentials.ts and opened by `openCredentials`;
 *   move-endpoint.ts follows a store that has moved
 * - what: create-export.ts makes an export, exports.ts reads it, find-exports.ts lists them, changed-exports.ts says what is new,
 *   exports-needing-attention.ts what is wrong, change-export.ts edits, stops and resumes a recurring one,
 *   archive-export.ts puts one away
 * - recurring exports: windows.ts is their ledger, open-next-run.ts the only one who adds to it, export-schedules.ts says
 *   how Temporal should schedule them, export-after-run.ts what becomes of them when a run ends, recurring-health.ts how
 *   they are doing
 * - a run: runs.ts reads it, find-runs.ts finds it among those of all exports, past-runs.ts says how long
 *   such took, run-status.ts moves it on, run-plans.ts keeps its plan, run-objects.ts what it delivered,
 *   run-timeline.ts what happened, run-errors.ts which errors it met
 * - encoders: encode-jobs.ts; needed-plans.ts says which plans may still be read
 * - users who are to be forgotten: forget-requests.ts
 * - what one process does for all: leadership.ts; retention.ts forgets what nobody needs any more
 * - webhooks: webhooks.ts sets them up, webhook-secrets.ts keeps what they sign with, run-messages.ts writes down what
 *   they are to be told, deliver-webhooks.ts serves who tells them, webhook-deliveries.ts is the log
 */

export {
  type ApiToken,
  createApiToken,
  findApiToken,
  getApiToken,
  listApiTokens,
  type NewApiToken,
  type Role,
  revokeApiToken,
  tokenHash,
} from "./api-tokens.ts";
export * from "./archive-export.ts";
export { beginManifest } from "./begin-manifest.ts";
export * from "./change-export.ts";
export * from "./changed-exports.ts";
export * from "./connections.ts";
export * from "./create-export.ts";
export * from "./deliver-webhooks.ts";
export * from "./encode-jobs.ts";
export * from "./errors.ts";
export type { Export } from "./export-row.ts";
export * from "./export-schedules.ts";
export * from "./exports.ts";
export * from "./exports-needing-attention.ts";
export * from "./find-exports.ts";
export { findRuns, type RunFilter } from "./find-runs.ts";
export * from "./forget-requests.ts";
export * from "./idempotent-answers.ts";
export { type Leadership, leadership } from "./leadership.ts";
export { moveEndpoint } from "./move-endpoint.ts";
export { type NeededPlans, neededPlans } from "./needed-plans.ts";
export { type ConfigDb, type ConfigStoreOptions, isStoreReady, migrate, openConfigStore } from "./open-config-store.ts";
export { type OpenRun, openNextRun, upcomingWindow } from "./open-next-run.ts";
export { listPastRuns, type PastRun } from "./past-runs.ts";
export * from "./projects.ts";
export { type RecurringHealth, recurringHealth } from "./recurring-health.ts";
export { reopenRun } from "./reopen-run.ts";
export { type Forgetting, forgetOld, forgetPlans } from "./retention.ts";
export * from "./run-errors.ts";
export * from "./run-objects.ts";
export * from "./run-plans.ts";
export type { Run } from "./run-row.ts";
export * from "./run-status.ts";
export { getTimeline, type TimelineEntry, type TimelineKind } from "./run-timeline.ts";
export * from "./runs.ts";
export { type MasterKeys, masterKeysSchema, newMasterKey, parseMasterKeys } from "./sealed-credentials.ts";
export {
  beginWebSession,
  createSignInCode,
  endWebSession,
  findWebSession,
  redeemSignInCode,
  type WebSession,
  webSessionLifetimeMs,
} from "./web-sessions.ts";
export * from "./webhook-deliveries.ts";
export type { Webhook } from "./webhook-row.ts";
export { openSigningSecrets, type RolledSecret, rollWebhookSecret } from "./webhook-secrets.ts";
export * from "./webhooks.ts";
export * from "./windows.ts";
