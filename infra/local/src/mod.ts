export { scriptOptions } from "./script-options.ts";
export { signInLink } from "./sign-in-link.ts";
export type { AppName } from "./stack/app-environments.ts";
export { type AppProcess, startApp } from "./stack/start-app.ts";
export { type Stack, type StackOptions, startStack } from "./stack/start-stack.ts";
export { openTerminal, seconds, type Terminal } from "./terminal/terminal-progress.ts";
export { untilStopped } from "./terminal/until-stopped.ts";
