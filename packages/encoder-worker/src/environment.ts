import { tmpdir } from "node:os";
import { masterKeysSchema } from "@sluice/config-store";
import { defaultObjectLimits } from "@sluice/encoding";
import { awsEnvironmentShape, connectionEnvironmentShape, requireWholeKey } from "@sluice/object-store";
import { healthHostSchema, logLevelSchema, portSchema } from "@sluice/service";
import { z } from "zod";

const variables = z.object({
  DATABASE_URL: z.string().min(1),
  NATS_URL: z.string().min(1),
  /** The lake's folder. */
  SLUICE_LAKE: z.string().min(1),
  SLUICE_MASTER_KEY: masterKeysSchema,
  HEALTH_HOST: healthHostSchema,
  HEALTH_PORT: portSchema.default(0),
  /** Threads that encode. */
  SLUICE_ENCODER_THREADS: z.coerce.number().int().min(1).max(256).optional(),
  SLUICE_GZIP_LEVEL: z.coerce.number().int().min(1).max(9).default(6),
  /** A folder on disk for objects in the making. */
  SLUICE_SCRATCH: z.string().default(tmpdir()),
  SLUICE_MAX_OBJECT_BYTES: z.coerce
    .number()
    .int()
    .min(1_000)
    .max(5_000_000_000)
    .default(defaultObjectLimits.maxObjectBytes),
  SLUICE_MAX_OBJECT_RECORDS: z.coerce.number().int().min(1).default(defaultObjectLimits.maxObjectRecords),
  /** How long jobs at work may take to finish after SIGTERM. */
  SLUICE_SHUTDOWN_GRACE_MS: z.coerce.number().int().min(0).default(25_000),
  ...awsEnvironmentShape,
  ...connectionEnvironmentShape,
  LOG_LEVEL: logLevelSchema,
});

/** What every encoder reads from its environment. */
export const encoderEnvironmentSchema = variables.superRefine(requireWholeKey);
export type EncoderEnvironment = z.output<typeof encoderEnvironmentSchema>;
