import { z } from "zod";
import { failureSchema } from "./errors.ts";
import { formatSchema } from "./format.ts";
import { totalsSchema } from "./manifest.ts";
import { runIdSchema } from "./run.ts";

/** Asks an encoder of one format for one job. A reference only: what to do is in the config store. */
export const jobMessageSchema = z.object({
  runId: runIdSchema,
  /** Whose job it is and where it delivers to: encoders are shared fairly between them. */
  projectId: z.string().min(1),
  connectionId: z.string().min(1),
  format: formatSchema,
  jobIndex: z.int().nonnegative(),
  /** Grows with every attempt at the job, in all executions of its run. */
  attempt: z.int().positive(),
});
export type JobMessage = z.infer<typeof jobMessageSchema>;

const jobRef = { runId: runIdSchema, jobIndex: z.int().nonnegative(), attempt: z.int().positive() };

/** How a job ended. What it delivered is in the config store, written before the outcome is sent. */
export const outcomeMessageSchema = z.discriminatedUnion("status", [
  z.object({ ...jobRef, status: z.literal("done"), ...totalsSchema.shape }),
  z.object({ ...jobRef, status: z.literal("failed"), error: failureSchema }),
]);
export type OutcomeMessage = z.infer<typeof outcomeMessageSchema>;
