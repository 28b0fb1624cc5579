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
import { encoderMetrics } from "./encoder-metrics.ts";
import type { EncoderEnvironment } from "./environment.ts";
import { jobsAtWork } from "./jobs-at-work.ts";
import { previewSegment } from "./preview-segment.ts";
import { openScratchFolder } from "./scratch-folder.ts";
import { encodingThreads } from "./threads/encoding-threads.ts";
import { workOffJob } from "./work-off-job.ts";

/** Jobs beside them whose uploads take long. */
const maxParked = 16;
/** What DuckDB may use for previews, in MiB; with less, large records are not read. */
const previewMemoryMb = 64;
/** What is still open this long after the grace is not going to close. */
const closeMs = 10_000;

export interface EncoderApp<Footer> {
  readonly encoder: Encoder<Footer>;
  /** What its threads run: `serveThread` with the same encoder. */
  readonly thread: URL;
}

/** An encoder app: takes jobs of its format until SIGTERM, then finishes or hands back what it has begun. */
export async function runEncoderWorker<Footer>(
  { encoder, thread }: EncoderApp<Footer>,
  environment: EncoderEnvironment,
): Promise<void> {
  const { format } = encoder;
  const name = `encoder-${format}`;
  const log = serviceLog(name, environment.LOG_LEVEL);
  logCrashes(log);
  await using store = await openConfigStore({ databaseUrl: environment.DATABASE_URL, maxConnections: 4 });
  await using queue = await openJobQueue({ url: environment.NATS_URL, name });
  // For previews; jobs are read where they are encoded.
  await using source = await openLake({
    directory: environment.SLUICE_LAKE,
    memoryLimitMb: previewMemoryMb,
    threads: 1,
  });
  await using scratch = await openScratchFolder(environment.SLUICE_SCRATCH);
  await using encoding = await encodingThreads({
    entry: thread,
    threads: environment.SLUICE_ENCODER_THREADS,
    lake: environment.SLUICE_LAKE,
    scratch: scratch.path,
    gzipLevel: environment.SLUICE_GZIP_LEVEL,
    limits: {
      maxObjectBytes: environment.SLUICE_MAX_OBJECT_BYTES,
      maxObjectRecords: environment.SLUICE_MAX_OBJECT_RECORDS,
    },
    onCrash: (error) => log.error({ err: error }, "a thread crashed; another takes its place"),
  });
  const { encodeSegments, threads, jobsAtOnce } = encoding;
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
  log.info({ healthPort: health.port, threads }, "ready");
  await consumeJobs(queue, {
    format,
    limits: { places: jobsAtOnce, parked: maxParked },
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
