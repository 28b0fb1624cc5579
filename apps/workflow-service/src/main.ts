import { openConfigStore } from "@sluice/config-store";
import { openLake } from "@sluice/event-source-lake";
import { ensureStreams, openJobQueue } from "@sluice/job-queue";
import { taskQueue } from "@sluice/run-control";
import { readEnvironment, serviceLog, startHealthServer } from "@sluice/service";
import { Client, Connection } from "@temporalio/client";
import { NativeConnection, Runtime, Worker } from "@temporalio/worker";
import packageJson from "../package.json" with { type: "json" };
import { encoderPresence } from "./activities/encoder-presence.ts";
import { runActivities } from "./activities/mod.ts";
import { environmentSchema } from "./environment.ts";
import { keepReconciling } from "./reconcile-runs.ts";
import { temporalLogger } from "./temporal-logger.ts";
import { workflowBundle } from "./workflow-bundle.ts";

const environment = readEnvironment(environmentSchema, process.env);
const log = serviceLog("workflow-service", environment.LOG_LEVEL);
// Signals end the worker below, so that everything it needs is closed after it.
Runtime.install({ logger: temporalLogger(log), shutdownSignals: [] });

const address = { address: environment.TEMPORAL_ADDRESS };
const namespace = environment.TEMPORAL_NAMESPACE;
await using store = await openConfigStore({
  databaseUrl: environment.DATABASE_URL,
  maxConnections: 10,
  rules: { hourMs: environment.SLUICE_HOUR_MS, settleDelayMs: environment.SLUICE_SETTLE_DELAY_MS },
});
await using queue = await openJobQueue({ url: environment.NATS_URL, name: "workflow-service" });
await ensureStreams(queue);
await using source = await openLake({ directory: environment.SLUICE_LAKE });
const clientConnection = await Connection.connect(address);
const workerConnection = await NativeConnection.connect(address);
const client = new Client({ connection: clientConnection, namespace });

const worker = await Worker.create({
  connection: workerConnection,
  namespace,
  taskQueue,
  workflowBundle: await workflowBundle(),
  activities: runActivities({
    store,
    queue,
    source,
    presence: encoderPresence(queue),
    masterKeys: environment.SLUICE_MASTER_KEY,
    encoderWaitMs: environment.SLUICE_ENCODER_WAIT_MS,
    jobsInFlight: environment.SLUICE_JOBS_IN_FLIGHT,
    maxRecordsPerJob: environment.SLUICE_JOB_MAX_RECORDS,
    segmentLimits: {
      maxRecords: environment.SLUICE_SEGMENT_MAX_RECORDS,
      maxSourceBytes: environment.SLUICE_SEGMENT_MAX_BYTES,
    },
    software: `Sluice ${packageJson.version}`,
    log,
  }),
  // Most activities wait for an encoder, so many fit.
  maxConcurrentActivityTaskExecutions: 1_000,
  // A stop reaches an activity with its next heartbeat.
  maxHeartbeatThrottleInterval: "2s",
  shutdownGraceTime: "2s",
});

const stopped = new AbortController();
using health = await startHealthServer(environment.HEALTH_PORT, async () => worker.getState() === "RUNNING");
const reconciling = keepReconciling({ store, client, log }, stopped.signal);
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => worker.shutdown());

log.info({ healthPort: health.port }, "ready");
try {
  await worker.run();
} finally {
  stopped.abort();
  await reconciling;
  await Promise.all([clientConnection.close(), workerConnection.close()]);
}
