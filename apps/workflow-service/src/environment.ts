import { masterKeysSchema } from "@sluice/config-store";
import { awsEnvironmentShape, connectionEnvironmentShape, requireWholeKey } from "@sluice/object-store";
import { healthHostSchema, logLevelSchema, portSchema, shutdownGraceSchema } from "@sluice/service";
import { defaultSegmentLimits, scheduleEnvironmentShape, segmentLimitsSchema } from "@sluice/types";
import { webhookEnvironmentShape } from "@sluice/webhooks";
import { z } from "zod";

const variables = z.object({
  DATABASE_URL: z.string().min(1),
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().default("default"),
  ...awsEnvironmentShape,
  ...connectionEnvironmentShape,
  NATS_URL: z.string().min(1),
  /** The lake's folder. */
  SLUICE_LAKE: z.string().min(1),
  /** How often small loads are merged, and what no plan needs any more is removed. */
  SLUICE_LAKE_MAINTENANCE_MS: z.coerce.number().int().min(1_000).default(3_600_000),
  /** Opens the credentials that manifests are written with, and the secrets that webhook messages are signed with. */
  SLUICE_MASTER_KEY: masterKeysSchema,
  HEALTH_HOST: healthHostSchema,
  HEALTH_PORT: portSchema.default(0),
  SLUICE_JOBS_IN_FLIGHT: z.coerce.number().int().min(1).max(500).default(64),
  SLUICE_SEGMENT_MAX_RECORDS: z.coerce
    .number()
    .pipe(segmentLimitsSchema.shape.maxRecords)
    .default(defaultSegmentLimits.maxRecords),
  SLUICE_SEGMENT_MAX_BYTES: z.coerce
    .number()
    .pipe(segmentLimitsSchema.shape.maxSourceBytes)
    .default(defaultSegmentLimits.maxSourceBytes),
  SLUICE_SEGMENT_PARALLELISM: z.coerce
    .number()
    .pipe(segmentLimitsSchema.shape.parallelism)
    .default(defaultSegmentLimits.parallelism),
  /** Small segments share a job up to so many records. */
  SLUICE_JOB_MAX_RECORDS: z.coerce.number().int().min(1).default(100_000),
  SLUICE_ENCODER_WAIT_MS: z.coerce
    .number()
    .int()
    .positive()
    .default(15 * 60_000),
  /** How long the details of what has ended are kept. */
  SLUICE_RETENTION_DAYS: z.coerce.number().int().min(1).max(36_500).default(400),
  /** How long it may take to end after SIGTERM; runs go on where another one, or the next start, takes them up. */
  SLUICE_SHUTDOWN_GRACE_MS: shutdownGraceSchema.default(20_000),
  ...scheduleEnvironmentShape,
  ...webhookEnvironmentShape,
  LOG_LEVEL: logLevelSchema,
});

/** What workflow-service reads from its environment. */
export const environmentSchema = variables.superRefine(requireWholeKey);
export type Environment = z.infer<typeof environmentSchema>;
