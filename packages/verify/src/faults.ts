/** Every way in which a delivered run can differ from what its manifest says. */
export type FaultCode =
  | "manifest.unreadable"
  | "manifest.misnamed"
  | "manifest.window"
  | "manifest.totals"
  | "manifest.expected_records"
  | "manifest.events"
  | "manifest.objects"
  | "object.missing"
  | "object.bytes"
  | "object.sha256"
  | "object.gzip"
  | "object.content"
  | "object.records"
  | "object.ts"
  | "object.duplicate_user"
  | "run.stray_object"
  | "run.time_zone"
  | "chain.missing"
  | "chain.gap"
  | "chain.overlap";

/** One thing that is wrong, where, and how it shows. */
export interface Fault {
  readonly code: FaultCode;
  readonly key: string;
  readonly message: string;
}
