import { fileURLToPath } from "node:url";
import {
  deliveryWorkflowId,
  scheduleIdOf,
  startDelivery,
  startRunWorkflow,
  taskQueue,
  workflowIdOf,
} from "@sluice/run-control";
import { testTemporal, waitUntil } from "@sluice/test-kit";
import type { RunId } from "@sluice/types";
import { Client, Connection, type WorkflowHandle } from "@temporalio/client";
import { ApplicationFailure } from "@temporalio/common";
import {
  bundleWorkflowCode,
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
  type WorkflowBundle,
} from "@temporalio/worker";
import type { RecurringActivities } from "../src/workflows/recurring-activities.ts";
import type { RunActivities } from "../src/workflows/run-activities.ts";
import type { WebhookActivities } from "../src/workflows/webhook-activities.ts";

export type LabActivities = RunActivities & RecurringActivities;

/** For tests: the real workflow on a real Temporal server, with activities that do no I/O. */
export interface WorkflowLab extends AsyncDisposable {
  readonly client: Client;
  readonly workflowBundle: WorkflowBundle;
  /** Starts a run with these activities and gives what `watch` makes of it. */
  run<T>(activities: LabActivities, watch: (handle: WorkflowHandle) => Promise<T>): Promise<T>;
  /** The same for a webhook message. */
  deliver<T>(activities: WebhookActivities, watch: (handle: WorkflowHandle) => Promise<T>): Promise<T>;
  /** Works with these activities on whatever there is until `task` is done. */
  work<T>(activities: LabActivities | WebhookActivities, task: () => Promise<T>): Promise<T>;
  start(runId: RunId): Promise<void>;
  resultOf(runId: RunId): Promise<unknown>;
  /** The id of the workflow that an export's schedule has started, once it has. */
  startedBy(requestId: number): Promise<string>;
  /** As an activity throws it when a retry can't help. */
  failure(code: string): ApplicationFailure;
}

const workflowsPath = fileURLToPath(new URL("../src/workflows/mod.ts", import.meta.url));

const projectId = "100000001";

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
  const work: WorkflowLab["work"] = async (activities, task) => {
    const worker = await Worker.create({
      connection: workerConnection,
      namespace,
      taskQueue,
      workflowBundle,
      activities,
      maxConcurrentActivityTaskExecutions: 200,
    });
    return worker.runUntil(task);
  };
  const start: WorkflowLab["start"] = async (runId) => {
    await startRunWorkflow(client, { projectId, runId, format: "csv", execution: 1 });
  };
  return {
    client,
    workflowBundle,
    work,
    start,
    async run(activities, watch) {
      const runId = `${++requestId}-${requestId}`;
      await start(runId);
      return work(activities, () => watch(client.workflow.getHandle(workflowIdOf(runId))));
    },
    async deliver(activities, watch) {
      const deliveryId = crypto.randomUUID();
      await startDelivery(client, { projectId, requestId: null, deliveryId, execution: 1 });
      return work(activities, () => watch(client.workflow.getHandle(deliveryWorkflowId(deliveryId))));
    },
    resultOf: (runId) => client.workflow.getHandle(workflowIdOf(runId)).result(),
    startedBy: (exportId) =>
      waitUntil(`the schedule of export ${exportId} acts`, async () => {
        const { info } = await client.schedule.getHandle(scheduleIdOf(exportId)).describe();
        return info.recentActions.at(-1)?.action.workflow.workflowId;
      }),
    failure: (type) => ApplicationFailure.create({ type, message: "It failed.", nonRetryable: true }),
    async [Symbol.asyncDispose]() {
      await connection.close();
      await workerConnection.close();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** Activities that succeed, for a run of so many jobs of ten records each. */
export function idleActivities(jobs: number, jobsInFlight: number): LabActivities {
  return {
    nextRun: async () => null,
    planRun: async () => ({ format: "csv", jobs, records: jobs * 10, jobsInFlight }),
    listJobLabels: async ({ from, limit }) => Array.from({ length: limit }, (_, i) => `Charged · db ${from + i}`),
    encodeJob: async () => ({ records: 10, bytes: 100 }),
    finishRun: async () => undefined,
    failRun: async () => undefined,
    stopRun: async () => undefined,
  };
}
