import { isStoreReady, openConfigStore } from "@sluice/config-store";
import type { Encoder } from "@sluice/encoding";
import { isLakeReadable, openLake } from "@sluice/event-source-lake";
import {
  answerPresence,
  answerPreviews,
  consumeJobs,
  flushQueue,
  isQueueReady,
  onCancel,
  openJobQueue,
} from "@sluice/job-queue";
import { rolesOf } from "@sluice/object-store";
import { logCrashes, readinessOf, serviceLog, startHealthServer } from "@sluice/service";
import { encodingHere } from "./encode-segments.ts";
import { encoderMetrics } from "./encoder-metrics.ts";
import type { EncoderEnvironment } from "./environment.ts";
import { jobsAtWork } from "./jobs-at-work.ts";
import { previewSegment } from "./preview-segment.ts";
import { openScratchFolder } from "./scratch-folder.ts";
import { workOffJob } from "./work-off-job.ts";

/** While one job reads and compresses, another can encode and upload; long uploads of some others go on beside them. */
const jobLimits = { places: 2, parked: 16 };
/** What is still open this long after the grace is not going to close. */
const closeMs = 10_000;

/** An encoder app: takes jobs of its format until SIGTERM, then finishes or hands back what it has begun. */
export async function runEncoderWorker<Footer>(
  encoder: Encoder<Footer>,
  environment: EncoderEnvironment,
): Promise<void> {
  const { format } = encoder;
  const name = `encoder-${format}`;
  const log = serviceLog(name, environment.LOG_LEVEL);
  logCrashes(log);
  await using store = await openConfigStore({ databaseUrl: environment.DATABASE_URL, maxConnections: 4 });
  await using queue = await openJobQueue({ url: environment.NATS_URL, name });
  await using source = await openLake({ directory: environment.SLUICE_LAKE });
  await using scratch = await openScratchFolder(environment.SLUICE_SCRATCH);
  const encodeSegments = encodingHere({
    encoder,
    source,
    scratch: scratch.path,
    gzipLevel: environment.SLUICE_GZIP_LEVEL,
    limits: {
      maxObjectBytes: environment.SLUICE_MAX_OBJECT_BYTES,
      maxObjectRecords: environment.SLUICE_MAX_OBJECT_RECORDS,
    },
  });
  const metrics = encoderMetrics(format);
  const atWork = jobsAtWork();
  onCancel(queue, (runId) => atWork.callOff(runId));
  const stopPresence = answerPresence(queue, format);
  await using previews = answerPreviews(
    queue,
    format,
    (request, signal) => previewSegment({ encoder, source }, request, signal),
    (error) => log.warn({ err: error }, "a preview failed"),
  );
  const needs = {
    postgresql: () => isStoreReady(store),
    nats: () => isQueueReady(queue),
    lake: () => isLakeReadable(environment.SLUICE_LAKE),
  };
  using health = await startHealthServer({
    host: environment.HEALTH_HOST,
    port: environment.HEALTH_PORT,
    readiness: () => readinessOf({ needs }),
    metrics: metrics.text,
  });

  const stopping = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      log.info({ signal }, "stopping");
      stopPresence();
      previews.stop();
      stopping.abort();
      const graceMs = environment.SLUICE_SHUTDOWN_GRACE_MS;
      setTimeout(() => atWork.interrupt(), graceMs).unref();
      setTimeout(() => process.exit(1), graceMs + closeMs).unref();
    });
  }
  log.info({ healthPort: health.port }, "ready");
  await consumeJobs(queue, {
    format,
    limits: jobLimits,
    signal: stopping.signal,
    onError: (error) => log.warn({ err: error }, "taking or reporting a job failed; trying again"),
    work: (job, place) =>
      workOffJob(
        {
          encoder,
          encodeSegments,
          store,
          queue,
          atWork,
          metrics,
          log,
          place,
          masterKeys: environment.SLUICE_MASTER_KEY,
          roles: rolesOf(environment),
          allowPrivateConnections: environment.SLUICE_CONNECTION_ALLOW_PRIVATE,
        },
        job,
      ),
  });
  // What was handed back or taken off the queue last is on its way; without an answer, leases do the same later.
  await flushQueue(queue).catch(() => undefined);
}
