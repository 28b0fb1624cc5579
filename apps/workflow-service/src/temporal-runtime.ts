import { runIdOfWorkflow } from "@sluice/run-control";
import type { Logger } from "@sluice/service";
import { DefaultLogger, type LogLevel, type LogMetadata, makeTelemetryFilterString, Runtime } from "@temporalio/worker";

const levels = {
  TRACE: "trace",
  DEBUG: "debug",
  INFO: "info",
  WARN: "warn",
  ERROR: "error",
} as const satisfies Record<LogLevel, string>;

/**
 * Has Temporal's own log lines come among ours, as JSON, those of its native part included. Signals don't end the worker:
 * the service does, so that everything the worker needs is closed after it.
 */
export function installTemporalRuntime(log: Logger): void {
  Runtime.install({
    logger: new DefaultLogger("INFO", ({ level, message, meta }) => {
      log[levels[level]](fieldsOf(meta), message);
    }),
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: "WARN", other: "ERROR" }) } },
    shutdownSignals: [],
  });
}

/** Under the names that our own lines have; what Temporal calls a run is an execution of a workflow. */
function fieldsOf({ error, ...temporal }: LogMetadata = {}): object {
  const { workflowId } = temporal;
  const runId = typeof workflowId === "string" ? runIdOfWorkflow(workflowId) : null;
  return { ...(runId === null ? {} : { runId }), ...(error === undefined ? {} : { err: error }), temporal };
}
