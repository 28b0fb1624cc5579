import type { Encoder } from "./encoder.ts";
import type { FinishedObject } from "./finished-object.ts";

export interface ObjectLimits {
  /** As stored. */
  readonly maxObjectBytes: number;
  readonly maxObjectRecords: number;
}

export const defaultObjectLimits: ObjectLimits = { maxObjectBytes: 100_000_000, maxObjectRecords: 1_000_000 };

/** How a segment's objects are made, numbered and stored. */
export interface SegmentOutput<Footer> {
  readonly encoder: Encoder<Footer>;
  readonly limits: ObjectLimits;
  /** 0 to 9. */
  readonly gzipLevel: number;
  /** The segment's number and how many there are: its objects get the file indexes index, index + count, … */
  readonly index: number;
  readonly count: number;
  /** A folder for the bytes of big objects, on disk. */
  readonly scratch: string;
  /** Stores an object. The next one is encoded meanwhile, but never stored before this one is. */
  readonly sink: (object: FinishedObject) => Promise<void>;
  readonly signal: AbortSignal;
  readonly onProgress?: (records: number) => void;
}
