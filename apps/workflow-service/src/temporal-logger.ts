import type { Logger } from "@sluice/service";
import { DefaultLogger, type LogLevel } from "@temporalio/worker";

const levels = {
  TRACE: "trace",
  DEBUG: "debug",
  INFO: "info",
  WARN: "warn",
  ERROR: "error",
} as const satisfies Record<LogLevel, string>;

/** Temporal's own log lines among ours, as JSON. */
export function temporalLogger(log: Logger): DefaultLogger {
  return new DefaultLogger("INFO", ({ level, message, meta }) => {
    log[levels[level]]({ temporal: meta }, message);
  });
}
