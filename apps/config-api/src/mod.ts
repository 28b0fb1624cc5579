export { createApp } from "./app.ts";
export type { AppDependencies } from "./dependencies.ts";
