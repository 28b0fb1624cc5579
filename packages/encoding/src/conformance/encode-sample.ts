import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { EventSchema, FormatOptions } from "@sluice/types";
import { encodeProfiles, encodeSegment } from "../encode-segment.ts";
import type { Encoder } from "../encoder.ts";
import type { FinishedObject } from "../finished-object.ts";
import { defaultObjectLimits, type ObjectLimits, type SegmentOutput } from "../segment-output.ts";
import { batchOf, profileBatchOf, type SampleRecord, schemaOf } from "./sample-record.ts";

export interface SampleSegment<Footer> {
  readonly encoder: Encoder<Footer>;
  readonly records: readonly SampleRecord[];
  readonly eventName?: string;
  readonly timeZone?: string;
  readonly options?: Partial<FormatOptions>;
  readonly limits?: Partial<ObjectLimits>;
  readonly schema?: EventSchema;
  /** How many records each batch has; all in one when left out. */
  readonly batchLength?: number;
  readonly index?: number;
  readonly count?: number;
  readonly gzipLevel?: number;
}

/** An object with its bytes as stored, read back from wherever they were. */
export interface EncodedObject extends Omit<FinishedObject, "body"> {
  readonly bytes: Uint8Array;
}

export const plainOptions: FormatOptions = {
  eventId: false,
  jsonHeader: "eventName",
  parquetLayout: "map",
  parquetContainer: "gzip",
  columnNames: "dotted",
};

/** Encodes records into objects; nothing may be left in the scratch folder. */
export async function encodeSample<Footer>(sample: SampleSegment<Footer>): Promise<EncodedObject[]> {
  const { records, eventName = "Charged", timeZone = "UTC", schema = schemaOf(records) } = sample;
  return objectsOf(sample, (output) =>
    encodeSegment({
      ...output,
      context: { eventName, timeZone, schema, options: { ...plainOptions, ...sample.options } },
      batches: batchesOf(batchOf, records, sample.batchLength ?? records.length),
    }),
  );
}

/** The same of the records' profiles, updated at their `tsMs`. */
export async function encodeSampleProfiles<Footer>(sample: SampleSegment<Footer>): Promise<EncodedObject[]> {
  const { records, schema = schemaOf(records) } = sample;
  return objectsOf(sample, (output) =>
    encodeProfiles({
      ...output,
      context: { keys: schema.profile, options: { ...plainOptions, ...sample.options } },
      batches: batchesOf(profileBatchOf, records, sample.batchLength ?? records.length),
    }),
  );
}

async function objectsOf<Footer>(
  { encoder, limits, gzipLevel = 6, index = 0, count = 1 }: SampleSegment<Footer>,
  encode: (output: SegmentOutput<Footer>) => Promise<void>,
): Promise<EncodedObject[]> {
  const scratch = await mkdtemp(join(tmpdir(), "sluice-encode-"));
  const objects: EncodedObject[] = [];
  try {
    await encode({
      encoder,
      gzipLevel,
      index,
      count,
      scratch,
      limits: { ...defaultObjectLimits, ...limits },
      signal: new AbortController().signal,
      async sink({ body, ...object }) {
        objects.push({ ...object, bytes: body instanceof Uint8Array ? body : await readFile(body.path) });
      },
    });
    const left = await readdir(scratch);
    if (left.length > 0) throw new Error(`left in the scratch folder: ${left.join(", ")}`);
  } finally {
    await rm(scratch, { recursive: true });
  }
  return objects;
}

/** An object's bytes as its encoder made them. */
export function unwrapped<Footer>(
  encoder: Encoder<Footer>,
  { bytes }: EncodedObject,
  options?: Partial<FormatOptions>,
): Uint8Array {
  return encoder.container({ ...plainOptions, ...options }) === "gzip" ? gunzipSync(bytes) : bytes;
}

async function* batchesOf<Batch>(
  toBatch: (records: readonly SampleRecord[]) => Batch,
  records: readonly SampleRecord[],
  batchLength: number,
): AsyncGenerator<Batch> {
  for (let start = 0; start < records.length; start += batchLength) {
    yield toBatch(records.slice(start, start + batchLength));
  }
}
