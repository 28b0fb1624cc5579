import type { Logger } from "./service-log.ts";

/** Has an error that nobody caught end the process with a log line, which would be bare text on standard error otherwise. */
export function logCrashes(log: Logger): void {
  process.once("uncaughtException", (error) => {
    log.fatal({ err: error }, "ended by an error that nobody caught");
    process.exit(1);
  });
}
