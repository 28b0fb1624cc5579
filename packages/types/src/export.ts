import { z } from "zod";

/** What an export delivers. */
export const exportTypeSchema = z.enum(["allEvents", "selectEvents", "allProfiles"]).meta({ id: "ExportType" });
export type ExportType = z.infer<typeof exportTypeSchema>;

export const frequencySchema = z.enum(["oneTime", "recurring"]).meta({ id: "Frequency" });
export type Frequency = z.infer<typeof frequencySchema>;

/** Status of an export. `Pending` waits for its first or next run. */
export const exportStatusSchema = z
  .enum(["Pending", "Running", "Done", "Stopped", "Failed"])
  .meta({ id: "ExportStatus", description: "Pending waits for its first or next run." });
export type ExportStatus = z.infer<typeof exportStatusSchema>;

export const runStatusSchema = z.enum(["Pending", "Running", "Done", "Stopped", "Failed"]).meta({ id: "RunStatus" });
export type RunStatus = z.infer<typeof runStatusSchema>;

/** How a bucket is to encrypt objects at rest; with `none`, it does what its owner has set. */
export const encryptionSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("none") }),
  z.object({ type: z.literal("sse-s3") }),
  z.object({
    type: z.literal("sse-kms"),
    keyId: z.string().describe("A KMS key's ARN or id, or an alias's ARN or name."),
    bucketKey: z
      .boolean()
      .optional()
      .describe("Asks KMS once for many objects; what the bucket's owner has set when left out."),
  }),
]);
export type Encryption = z.infer<typeof encryptionSchema>;

/** A bucket and how to reach it, without its credentials. */
export const connectionTargetSchema = z.object({
  bucket: z.string(),
  region: z.string(),
  prefix: z.string(),
  endpoint: z.string().nullable().describe("An S3-compatible store's address; AWS when null."),
  pathStyle: z.boolean(),
  encryption: encryptionSchema.default({ type: "none" }).describe("Older targets were written down without it."),
});
export type ConnectionTarget = z.infer<typeof connectionTargetSchema>;

/** Never logged, never in a message, never in a workflow. */
export const accessKeySchema = z.object({ accessKeyId: z.string(), secretAccessKey: z.string() });
export type AccessKey = z.infer<typeof accessKeySchema>;

/** A role of the customer's that is assumed with the project's external id. */
export const roleSchema = z.object({ roleArn: z.string() });

/** What a connection is used with. */
export const credentialsSchema = z.union([accessKeySchema, roleSchema]);
export type Credentials = z.infer<typeof credentialsSchema>;

/** The same, opened for use: a role comes with the external id of the project that it is assumed for. */
export type OpenedCredentials = AccessKey | (z.infer<typeof roleSchema> & { readonly externalId: string });
