/**
 * What people set up and what their exports do, in PostgreSQL. Every function takes the store first; a server that
 * doesn't answer is `store.unavailable`, retryable; refusals have the codes of errors.ts.
 *
 * - the store: `openConfigStore`, `migrate`, `isStoreReady`; the tables are in schema/tables.ts
 * - who: projects.ts, api-tokens.ts
 * - where to: connections.ts, whose secrets are sealed by sealed-credentials.ts and opened by `openCredentials`
 * - what: exports.ts makes an export and its run
 * - a run: runs.ts reads it, run-status.ts moves it on, run-plans.ts keeps its plan, run-objects.ts what it delivered,
 *   run-timeline.ts what happened
 * - encoders: encode-jobs.ts
 */
export * from "./api-tokens.ts";
export * from "./connections.ts";
export * from "./encode-jobs.ts";
export * from "./errors.ts";
export * from "./exports.ts";
export * from "./idempotent-answers.ts";
export { type ConfigDb, type ConfigStoreOptions, isStoreReady, migrate, openConfigStore } from "./open-config-store.ts";
export * from "./projects.ts";
export * from "./run-objects.ts";
export * from "./run-plans.ts";
export * from "./run-status.ts";
export { getTimeline, type TimelineEntry } from "./run-timeline.ts";
export * from "./runs.ts";
export { type MasterKeys, masterKeysSchema, newMasterKey, parseMasterKeys } from "./sealed-credentials.ts";
