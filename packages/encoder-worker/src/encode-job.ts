import type { EncodeJob, StoredObject } from "@sluice/config-store";
import { type Encoder, encodeSegment, type FinishedObject, type ObjectLimits } from "@sluice/encoding";
import type { EventSource } from "@sluice/event-source";
import { eventObjectKey, objectExtension, runDate } from "@sluice/naming";
import { openObjectStore, putObject } from "@sluice/object-store";
import type { PlannedEvent, RunSegment } from "@sluice/types";

export interface EncodeJobOptions<Footer> {
  readonly encoder: Encoder<Footer>;
  readonly source: EventSource;
  readonly limits: ObjectLimits;
  readonly gzipLevel: number;
  readonly scratch: string;
  readonly signal: AbortSignal;
  readonly onRecords: (records: number) => void;
}

/** Encodes a job's segments, one after the other, straight into the bucket, and gives what it put there. */
export async function encodeJob<Footer>(job: EncodeJob, options: EncodeJobOptions<Footer>): Promise<StoredObject[]> {
  const { encoder, source, limits, gzipLevel, scratch, signal, onRecords } = options;
  using store = openObjectStore(job.target, job.credentials);
  const delivered: StoredObject[] = [];
  for (const { segment, event } of job.segments) {
    await encodeSegment({
      encoder,
      context: { eventName: event.eventName, schema: event.schema, timeZone: job.timeZone, options: job.options },
      batches: source.read({ project: job.projectId, token: segment.token }, signal),
      limits,
      gzipLevel,
      index: segment.index,
      count: segment.count,
      scratch,
      signal,
      onProgress: onRecords,
      async sink(object) {
        const key = keyOf(job, segment, event, object.fileIndex);
        const contentType = contentTypes[encoder.container(job.options)];
        await putObject(store, { key, body: object.body, contentType, crc32: object.crc32 }, signal);
        delivered.push(storedObject(key, segment, event, object));
      },
    });
  }
  return delivered;
}

const contentTypes = { gzip: "application/gzip", none: "application/vnd.apache.parquet" } as const;

function keyOf(job: EncodeJob, { databaseId }: RunSegment, { keyText }: PlannedEvent, fileIndex: number): string {
  return eventObjectKey({
    prefix: job.target.prefix,
    requestId: job.requestId,
    runTimestamp: job.runTimestamp,
    keyText,
    runDate: runDate(job.runTimestamp, job.timeZone),
    fileIndex,
    databaseId,
    extension: objectExtension(job.format, job.options),
  });
}

function storedObject(
  key: string,
  { databaseId, eventIndex }: RunSegment,
  { eventName }: PlannedEvent,
  { fileIndex, records, byteLength, sha256, minTsMs, maxTsMs }: FinishedObject,
): StoredObject {
  const [minTs, maxTs] = [new Date(minTsMs).toISOString(), new Date(maxTsMs).toISOString()];
  return {
    eventIndex,
    object: { key, eventName, databaseId, fileIndex, records, bytes: byteLength, sha256, minTs, maxTs },
  };
}
