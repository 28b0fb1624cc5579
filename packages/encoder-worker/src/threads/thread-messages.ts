import type { FinishedObject, ObjectLimits } from "@sluice/encoding";
import type { LakeOptions } from "@sluice/event-source-lake";
import type { Failure } from "@sluice/types";
import type { JobSegments } from "../encode-segments.ts";

/** What a thread is started with. */
export interface ThreadData {
  readonly lake: LakeOptions;
  readonly limits: ObjectLimits;
  readonly gzipLevel: number;
  /** Of this thread alone. */
  readonly scratch: string;
}

export type ToThread =
  | { readonly kind: "encode"; readonly job: number; readonly segments: JobSegments }
  /** Answers `wantsToRead`. */
  | { readonly kind: "read"; readonly job: number }
  | { readonly kind: "stored" | "notStored"; readonly job: number; readonly object: number }
  | { readonly kind: "stop"; readonly job: number }
  /** Nothing comes after it. */
  | { readonly kind: "close" };

export type FromThread =
  | { readonly kind: "wantsToRead"; readonly job: number }
  /** Encoded since the last message that said so. */
  | { readonly kind: "records"; readonly job: number; readonly records: number }
  | ObjectToStore
  /** Nobody waits any more for its objects to be stored. */
  | { readonly kind: "drop"; readonly job: number }
  | { readonly kind: "done"; readonly job: number }
  /** `details` are for the log. */
  | { readonly kind: "failed"; readonly job: number; readonly failure: Failure; readonly details: string };

/** Answered by `stored` or `notStored`. */
export interface ObjectToStore {
  readonly kind: "object";
  readonly job: number;
  readonly object: number;
  readonly segment: number;
  readonly finished: FinishedObject;
  /** As in `records`. */
  readonly records: number;
}
