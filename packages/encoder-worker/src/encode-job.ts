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
import type { JobPlace } from "@sluice/job-queue";
import { eventObjectKey, objectExtension, profileObjectKey, runDate } from "@sluice/naming";
import { openObjectStore, putObject, type RoleAssumption } from "@sluice/object-store";
import type { PlannedEvent, RunSegment } from "@sluice/types";
import { watchUpload } from "./watch-upload.ts";

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
  /** Where it encodes; its uploads may go on without. */
  readonly place: Pick<JobPlace, "park" | "uploaded" | "resume">;
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
        using upload = watchUpload(options.place);
        const { onBytesSent } = upload;
        await putObject(store, { key, body, contentType, crc32, sha256 }, { signal, onBytesSent });
        delivered.push(storedObject(key, segment, event, object));
      },
    };
    await encodeRecords(output, source, job, segment, event, options.place);
  }
  return delivered;
}

async function encodeRecords<Footer>(
  output: SegmentOutput<Footer>,
  source: EventSource,
  { projectId, timeZone, options }: EncodeJob,
  { token }: RunSegment,
  { eventName, schema }: PlannedEvent,
  place: Pick<JobPlace, "resume">,
): Promise<void> {
  const ref = { project: projectId, token };
  if (eventName === null) {
    const batches = inPlace(source.readProfiles(ref, output.signal), place, output.signal);
    await encodeProfiles({ ...output, context: { keys: schema.profile, options }, batches });
  } else {
    const batches = inPlace(source.read(ref, output.signal), place, output.signal);
    await encodeSegment({ ...output, context: { eventName, schema, timeZone, options }, batches });
  }
}

/** Nothing is read without a place to encode it in. */
async function* inPlace<Batch>(
  batches: AsyncIterable<Batch>,
  place: Pick<JobPlace, "resume">,
  signal: AbortSignal,
): AsyncIterable<Batch> {
  await place.resume(signal);
  for await (const batch of batches) {
    yield batch;
    await place.resume(signal);
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
