import { fileURLToPath } from "node:url";
import { deliveryWorkflowId, startDelivery, startRunWorkflow, taskQueue, workflowIdOf } from "@sluice/run-control";
import { testTemporal } from "@sluice/test-kit";
import { Client, Connection, type WorkflowHandle } from "@temporalio/client";
import {
  bundleWorkflowCode,
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
} from "@temporalio/worker";
import type { RunActivities } from "./run-activities.ts";
import type { WebhookActivities } from "./webhook-activities.ts";

/** For tests: the real workflow on a real Temporal server, with activities that do no I/O. */
export interface WorkflowLab extends AsyncDisposable {
  readonly client: Client;
  /** Starts a run with these activities and gives what `watch` makes of it. */
  run<T>(activities: RunActivities, watch: (handle: WorkflowHandle) => Promise<T>): Promise<T>;
  /** The same for a webhook message. */
  deliver<T>(activities: WebhookActivities, watch: (handle: WorkflowHandle) => Promise<T>): Promise<T>;
}

export const workflowsPath = fileURLToPath(new URL("./mod.ts", import.meta.url));

export async function workflowLab(): Promise<WorkflowLab> {
  // What fails here fails on purpose.
  const logging = { forward: {}, filter: makeTelemetryFilterString({ core: "ERROR", other: "ERROR" }) };
  const logger = new DefaultLogger("ERROR", () => undefined);
  Runtime.install({ logger, telemetryOptions: { logging } });
  const server = await testTemporal();
  const { address, namespace } = server;
  const connection = await Connection.connect({ address });
  const workerConnection = await NativeConnection.connect({ address });
  const client = new Client({ connection, namespace });
  const workflowBundle = await bundleWorkflowCode({ workflowsPath, logger });
  let requestId = 1_790_000_000;
  const workerFor = (activities: RunActivities | WebhookActivities) =>
    Worker.create({
      connection: workerConnection,
      namespace,
      taskQueue,
      workflowBundle,
      activities,
      maxConcurrentActivityTaskExecutions: 200,
    });
  return {
    client,
    async run(activities, watch) {
      const worker = await workerFor(activities);
      const runId = `${++requestId}-${requestId}`;
      await startRunWorkflow(client, { runId, format: "csv", execution: 1 });
      return worker.runUntil(watch(client.workflow.getHandle(workflowIdOf(runId))));
    },
    async deliver(activities, watch) {
      const worker = await workerFor(activities);
      const deliveryId = crypto.randomUUID();
      await startDelivery(client, { deliveryId, execution: 1 });
      return worker.runUntil(watch(client.workflow.getHandle(deliveryWorkflowId(deliveryId))));
    },
    async [Symbol.asyncDispose]() {
      await connection.close();
      await workerConnection.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** Activities that succeed, for a run of so many jobs of ten records each. */
export function idleActivities(jobs: number, jobsInFlight: number): RunActivities {
  return {
    planRun: async () => ({ format: "csv", jobs, records: jobs * 10, jobsInFlight }),
    listJobLabels: async ({ from, limit }) => Array.from({ length: limit }, (_, i) => `Charged · db ${from + i}`),
    encodeJob: async () => ({ records: 10, bytes: 100 }),
    finishRun: async () => undefined,
    failRun: async () => undefined,
    stopRun: async () => undefined,
  };
}
