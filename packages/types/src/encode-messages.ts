import { z } from "zod";
import { failureSchema } from "./errors.ts";
import { formatSchema } from "./format.ts";
import { deliveredObjectSchema } from "./manifest.ts";
import { runIdSchema } from "./run.ts";

/** Asks an encoder of one format for one job. A reference only: what to do is in the config store. */
export const jobMessageSchema = z.object({
  runId: runIdSchema,
  format: formatSchema,
  jobIndex: z.int().nonnegative(),
  /** Counts from 1; Temporal's activity attempt. */
  attempt: z.int().positive(),
});
export type JobMessage = z.infer<typeof jobMessageSchema>;

const jobRef = { runId: runIdSchema, jobIndex: z.int().nonnegative(), attempt: z.int().positive() };

/** How a job ended. */
export const outcomeMessageSchema = z.discriminatedUnion("status", [
  z.object({ ...jobRef, status: z.literal("done"), objects: z.array(deliveredObjectSchema) }),
  z.object({ ...jobRef, status: z.literal("failed"), error: failureSchema }),
]);
export type OutcomeMessage = z.infer<typeof outcomeMessageSchema>;

/** How far a job is; lost ones do no harm. */
export const progressMessageSchema = z.object({ ...jobRef, records: z.int(), bytes: z.int() });
export type ProgressMessage = z.infer<typeof progressMessageSchema>;
