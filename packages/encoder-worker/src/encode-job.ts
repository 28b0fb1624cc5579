import type { EncodeJob, StoredObject } from "@sluice/config-store";
import type { Encoder, FinishedObject } from "@sluice/encoding";
import type { JobPlace } from "@sluice/job-queue";
import { eventObjectKey, objectExtension, profileObjectKey, runDate } from "@sluice/naming";
import { openObjectStore, putObject, type RoleAssumption } from "@sluice/object-store";
import type { PlannedEvent, RunSegment } from "@sluice/types";
import type { EncodeSegments } from "./encode-segments.ts";
import { watchUploads } from "./watch-uploads.ts";

export interface EncodeJobOptions {
  readonly encoder: Pick<Encoder, "container">;
  readonly encodeSegments: EncodeSegments;
  readonly roles: RoleAssumption;
  /** Whether buckets may be at private addresses. */
  readonly allowPrivateConnections: boolean;
  readonly signal: AbortSignal;
  /** Where it encodes; its uploads may go on without. */
  readonly place: Pick<JobPlace, "park" | "uploaded" | "resume">;
  readonly onRecords: (records: number) => void;
}

/** Encodes a job's segments straight into the bucket, and gives what it put there, in the segments' order. */
export async function encodeJob(job: EncodeJob, options: EncodeJobOptions): Promise<StoredObject[]> {
  const { encoder, encodeSegments, roles, signal, place, onRecords } = options;
  const session = { sessionName: `sluice-${job.requestId}`, roles };
  using store = openObjectStore(
    job.target,
    { ...job.credentials, ...session },
    { allowPrivate: options.allowPrivateConnections },
  );
  using uploads = watchUploads(place);
  const contentType = contentTypes[encoder.container(job.options)];
  const date = runDate(job.runTimestamp, job.timeZone);
  const delivered: StoredObject[][] = job.segments.map(() => []);
  await encodeSegments(job, {
    signal,
    onRecords,
    mayRead: once(() => place.resume(signal)),
    async store(index, object, ownSignal) {
      const { segment, event } = job.segments[index] ?? {};
      if (!segment || !event) return;
      const key = keyOf(job, date, segment, event, object.fileIndex);
      const { body, crc32, sha256 } = object;
      using upload = uploads.begin();
      const { onBytesSent } = upload;
      await putObject(store, { key, body, contentType, crc32, sha256 }, { signal: ownSignal, onBytesSent });
      delivered[index]?.push(storedObject(key, segment, event, object));
    },
  });
  return delivered.flat();
}

/** Whoever asks while an answer is awaited gets the same one: a job has one place. */
function once(ask: () => Promise<void>): () => Promise<void> {
  let asked: Promise<void> | null = null;
  return () => {
    asked ??= ask().finally(() => {
      asked = null;
    });
    return asked;
  };
}

const contentTypes = { gzip: "application/gzip", none: "application/vnd.apache.parquet" } as const;

function keyOf(
  job: EncodeJob,
  date: string,
  { databaseId }: RunSegment,
  event: PlannedEvent,
  fileIndex: number,
): string {
  const { requestId, runTimestamp, projectId } = job;
  const { prefix } = job.target;
  const extension = objectExtension(job.format, job.options);
  const name = { prefix, requestId, runTimestamp, fileIndex, databaseId, extension };
  return event.eventName === null
    ? profileObjectKey({ ...name, accountId: projectId })
    : eventObjectKey({ ...name, keyText: event.keyText, runDate: date });
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
