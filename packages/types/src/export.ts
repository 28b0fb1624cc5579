import { z } from "zod";

/** What an export delivers. */
export const exportTypeSchema = z.enum(["allEvents", "selectEvents", "allProfiles"]);
export type ExportType = z.infer<typeof exportTypeSchema>;

export const frequencySchema = z.enum(["oneTime", "recurring"]);
export type Frequency = z.infer<typeof frequencySchema>;

/** Status of an export. `Pending` waits for its first or next run. */
export const exportStatusSchema = z.enum(["Pending", "Running", "Done", "Stopped", "Failed"]);
export type ExportStatus = z.infer<typeof exportStatusSchema>;

export const runStatusSchema = z.enum(["Pending", "Running", "Done", "Stopped", "Failed"]);
export type RunStatus = z.infer<typeof runStatusSchema>;

/** A bucket and how to reach it, without its credentials. */
export const connectionTargetSchema = z.object({
  bucket: z.string(),
  region: z.string(),
  /** Starts every key; empty, or what the user wrote (no slash is added). */
  prefix: z.string(),
  /** An S3-compatible store's address; AWS when null. */
  endpoint: z.string().nullable(),
  pathStyle: z.boolean(),
});
export type ConnectionTarget = z.infer<typeof connectionTargetSchema>;

/** Never logged, never in a message, never in a workflow. */
export const credentialsSchema = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });
export type Credentials = z.infer<typeof credentialsSchema>;
