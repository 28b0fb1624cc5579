/**
 * Messages to webhooks, as Standard Webhooks has them.
 *
 * - sign-message.ts makes secrets and signs
 * - refuse-url.ts says which URLs a webhook can't have
 * - post-message.ts posts a message, to checked addresses only, and says how that went
 */
export * from "./errors.ts";
export * from "./post-message.ts";
export * from "./refuse-url.ts";
export * from "./sign-message.ts";
