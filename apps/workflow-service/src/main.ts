import { getRun, isStoreReady, noteRunError, openConfigStore } from "@sluice/config-store";
import { checkLake, convertLake, isLakeReadable, openLake } from "@sluice/event-source-lake";
import { ensureStreams, isQueueReady, openJobQueue } from "@sluice/job-queue";
import { rolesOf } from "@sluice/object-store";
import { putLakeSchedule, registerSearchAttributes, taskQueue } from "@sluice/run-control";
import {
  logCrashes,
  metricsRegistry,
  readEnvironment,
  readinessOf,
  serviceLog,
  startHealthServer,
  stopSignal,
} from "@sluice/service";
import type { RunId } from "@sluice/types";
import { Client, Connection } from "@temporalio/client";
import { NativeConnection, Worker } from "@temporalio/worker";
import packageJson from "../package.json" with { type: "json" };
import { encoderPresence } from "./activities/encoder-presence.ts";
import { runActivities } from "./activities/mod.ts";
import { runWaits } from "./activities/run-waits.ts";
import { applyRetention } from "./apply-retention.ts";
import { environmentSchema } from "./environment.ts";
import { isTemporalReady } from "./is-temporal-ready.ts";
import { keepReconciling } from "./keep-reconciling.ts";
import { runMetrics } from "./metrics.ts";
import { queueMetrics } from "./metrics-of-queue.ts";
import { recurringMetrics } from "./metrics-of-recurring.ts";
import { startDeliveries } from "./reconcile-deliveries.ts";
import { installTemporalRuntime } from "./temporal-runtime.ts";
import { workflowBundle } from "./workflow-bundle.ts";

const environment = readEnvironment(environmentSchema, process.env);
const log = serviceLog("workflow-service", environment.LOG_LEVEL);
logCrashes(log);
installTemporalRuntime(log);

const address = { address: environment.TEMPORAL_ADDRESS };
const namespace = environment.TEMPORAL_NAMESPACE;
await using store = await openConfigStore({
  databaseUrl: environment.DATABASE_URL,
  maxConnections: 10,
  rules: { hourMs: environment.SLUICE_HOUR_MS, settleDelayMs: environment.SLUICE_SETTLE_DELAY_MS },
});
await using queue = await openJobQueue({ url: environment.NATS_URL, name: "workflow-service" });
await ensureStreams(queue);
await checkLake(environment.SLUICE_LAKE);
await convertLake({
  directory: environment.SLUICE_LAKE,
  onProgress: (progress) => log.info(progress, "bringing the lake into its present layout"),
});
await using source = await openLake({ directory: environment.SLUICE_LAKE });
const clientConnection = await Connection.connect(address);
const workerConnection = await NativeConnection.connect(address);
await registerSearchAttributes(clientConnection, namespace).catch((error: unknown) =>
  log.warn({ err: error }, "the search attributes of docs/operations.md can't be registered, so they have to be there"),
);
const client = new Client({ connection: clientConnection, namespace });
await putLakeSchedule(client, environment.SLUICE_LAKE_MAINTENANCE_MS);

const registry = metricsRegistry();
const metrics = runMetrics(registry);
const gauges = [queueMetrics(registry, queue), recurringMetrics(registry, store)];
const onEnded = async (runId: RunId) => {
  metrics.ended(await getRun(store, runId));
  // What is not started here is started by the reconciler.
  await startDeliveries(store, client, runId).catch((error: unknown) =>
    log.warn({ err: error, runId }, "not told yet"),
  );
};

const worker = await Worker.create({
  connection: workerConnection,
  namespace,
  taskQueue,
  workflowBundle: await workflowBundle(),
  activities: runActivities({
    store,
    queue,
    source,
    lake: environment.SLUICE_LAKE,
    presence: encoderPresence(queue),
    waits: runWaits(store, queue),
    masterKeys: environment.SLUICE_MASTER_KEY,
    roles: rolesOf(environment),
    allowPrivateConnections: environment.SLUICE_CONNECTION_ALLOW_PRIVATE,
    encoderWaitMs: environment.SLUICE_ENCODER_WAIT_MS,
    allowPrivateWebhooks: environment.SLUICE_WEBHOOK_ALLOW_PRIVATE,
    jobsInFlight: environment.SLUICE_JOBS_IN_FLIGHT,
    maxRecordsPerJob: environment.SLUICE_JOB_MAX_RECORDS,
    segmentLimits: {
      maxRecords: environment.SLUICE_SEGMENT_MAX_RECORDS,
      maxSourceBytes: environment.SLUICE_SEGMENT_MAX_BYTES,
      parallelism: environment.SLUICE_SEGMENT_PARALLELISM,
    },
    now: Date.now,
    software: `Sluice ${packageJson.version}`,
    log,
    onEnded,
    async onFailedAttempt({ step, runId, failure }) {
      metrics.attemptFailed(step, failure.code);
      if (runId !== null) await noteRunError(store, runId, failure);
    },
  }),
  // Most activities wait for an encoder, so many fit.
  maxConcurrentActivityTaskExecutions: 1_000,
  // A stop reaches an activity with its next heartbeat.
  maxHeartbeatThrottleInterval: "2s",
  shutdownGraceTime: "2s",
});

const needs = {
  postgresql: () => isStoreReady(store),
  nats: () => isQueueReady(queue),
  temporal: () => isTemporalReady(worker, clientConnection),
  lake: () => isLakeReadable(environment.SLUICE_LAKE),
};
using health = await startHealthServer({
  host: environment.HEALTH_HOST,
  port: environment.HEALTH_PORT,
  readiness: () => readinessOf({ needs }),
  metrics: () => Promise.all(gauges.map((ask) => ask())).then(() => registry.metrics()),
});
const stopping = stopSignal({ graceMs: environment.SLUICE_SHUTDOWN_GRACE_MS, log });
const stopped = new AbortController();
const forget = applyRetention(store, { days: environment.SLUICE_RETENTION_DAYS, rows: 1_000, now: Date.now });
const reconciling = keepReconciling(
  { store, client, log, onEnded, forget },
  AbortSignal.any([stopping, stopped.signal]),
);
stopping.addEventListener("abort", () => worker.shutdown());

log.info({ healthPort: health.port }, "ready");
try {
  await worker.run();
} finally {
  stopped.abort();
  await reconciling;
  await Promise.all([clientConnection.close(), workerConnection.close()]);
}
