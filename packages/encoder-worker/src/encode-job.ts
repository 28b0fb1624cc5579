import type { EncodeJob, StoredObject } from "@sluice/config-store";
import {
  type Encoder,
  encodeProfiles,
  encodeSegment,
  type FinishedObject,
  type ObjectLimits,
  type SegmentOutput,
} from "@sluice/encoding";
import type { EventSource } from "@sluice/event-source";
import { eventObjectKey, objectExtension, profileObjectKey, runDate } from "@sluice/naming";
import { openObjectStore, putObject, type RoleAssumption } from "@sluice/object-store";
import type { PlannedEvent, RunSegment } from "@sluice/types";

export interface EncodeJobOptions<Footer> {
  readonly encoder: Encoder<Footer>;
  readonly source: EventSource;
  readonly roles: RoleAssumption;
  /** Whether buckets may be at private addresses. */
  readonly allowPrivateConnections: boolean;
  readonly limits: ObjectLimits;
  readonly gzipLevel: number;
  readonly scratch: string;
  readonly signal: AbortSignal;
  readonly onRecords: (records: number) => void;
}

/** Encodes a job's segments, one after the other, straight into the bucket, and gives what it put there. */
export async function encodeJob<Footer>(job: EncodeJob, options: EncodeJobOptions<Footer>): Promise<StoredObject[]> {
  const { encoder, source, roles, limits, gzipLevel, scratch, signal, onRecords } = options;
  const session = { sessionName: `sluice-${job.requestId}`, roles };
  using store = openObjectStore(
    job.target,
    { ...job.credentials, ...session },
    { allowPrivate: options.allowPrivateConnections },
  );
  const delivered: StoredObject[] = [];
  for (const { segment, event } of job.segments) {
    const output: SegmentOutput<Footer> = {
      encoder,
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
        const { body, crc32, sha256 } = object;
        await putObject(store, { key, body, contentType, crc32, sha256 }, { signal });
        delivered.push(storedObject(key, segment, event, object));
      },
    };
    await encodeRecords(output, source, job, segment, event);
  }
  return delivered;
}

async function encodeRecords<Footer>(
  output: SegmentOutput<Footer>,
  source: EventSource,
  { projectId, timeZone, options }: EncodeJob,
  { token }: RunSegment,
  { eventName, schema }: PlannedEvent,
): Promise<void> {
  const ref = { project: projectId, token };
  if (eventName === null) {
    const batches = source.readProfiles(ref, output.signal);
    await encodeProfiles({ ...output, context: { keys: schema.profile, options }, batches });
  } else {
    const batches = source.read(ref, output.signal);
    await encodeSegment({ ...output, context: { eventName, schema, timeZone, options }, batches });
  }
}

const contentTypes = { gzip: "application/gzip", none: "application/vnd.apache.parquet" } as const;

function keyOf(job: EncodeJob, { databaseId }: RunSegment, event: PlannedEvent, fileIndex: number): string {
  const { requestId, runTimestamp, projectId, timeZone } = job;
  const { prefix } = job.target;
  const extension = objectExtension(job.format, job.options);
  const name = { prefix, requestId, runTimestamp, fileIndex, databaseId, extension };
  return event.eventName === null
    ? profileObjectKey({ ...name, accountId: projectId })
    : eventObjectKey({ ...name, keyText: event.keyText, runDate: runDate(runTimestamp, timeZone) });
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
