import type { EncodedObject, SampleSegment } from "./encode-sample.ts";

export type SampleInput = Omit<SampleSegment<unknown>, "encoder" | "options">;

/** What the tests do with a subject. */
export interface Bench {
  encode(sample: SampleInput): Promise<EncodedObject[]>;
  unwrap(object: EncodedObject): Uint8Array;
  isGzip: boolean;
  /** Encodes records and holds what the reader finds against them, record by record. */
  expectRoundTrip(sample: SampleInput): Promise<EncodedObject[]>;
}
