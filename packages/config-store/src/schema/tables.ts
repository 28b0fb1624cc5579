/** Every table. They are grouped by what they are about; a file reads like their documentation. */

export * from "./connections.ts";
export * from "./exports.ts";
export * from "./forget-requests.ts";
export * from "./idempotency.ts";
export * from "./projects.ts";
export * from "./runs.ts";
export * from "./sessions.ts";
export * from "./webhooks.ts";
