import { z } from "zod";
import { runStatusSchema } from "../export.ts";
import { deliveredObjectSchema, totalsSchema } from "../manifest.ts";
import { instantSchema } from "../time.ts";
import { pageOf, pagingSchema } from "./paging.ts";
import { statedErrorSchema } from "./problem.ts";

export const windowAnswerSchema = z.object({
  axis: z.enum(["ts", "capturedAt"]),
  from: instantSchema,
  to: instantSchema,
});

export const runAnswerSchema = z.object({
  requestId: z.int(),
  runTimestamp: z.int(),
  status: runStatusSchema,
  window: windowAnswerSchema,
  /** Records captured at or after this instant are not in the run; null before it is planned. */
  snapshot: instantSchema.nullable(),
  /** What the source counted at planning; null before. */
  expectedRecords: z.int().nullable(),
  /** What is in the bucket so far. */
  totals: totalsSchema,
  /** What the run waits for, in words. */
  waiting: z.string().nullable(),
  error: statedErrorSchema.nullable(),
  manifestKey: z.string().nullable(),
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
});
export type RunAnswer = z.infer<typeof runAnswerSchema>;

export const runsQuerySchema = pagingSchema;
export const runsAnswerSchema = pageOf(runAnswerSchema);
export type RunsAnswer = z.infer<typeof runsAnswerSchema>;

export const runDetailsAnswerSchema = runAnswerSchema.extend({
  /** The manifest of the last run before it that is Done; null for a first run, and for a one-time export's. */
  previous: z.string().nullable(),
  /** Windows between that run's and this one's that were left out on purpose, in order. */
  skipped: z.array(windowAnswerSchema),
  /** What happened, oldest first; `text` is for people. */
  timeline: z.array(z.object({ at: instantSchema, kind: z.string(), detail: z.string().nullable(), text: z.string() })),
  /** Errors that its attempts met, those that a further attempt mended among them, in the order of their first time. */
  errors: z.array(
    z.object({
      /** Counts from 1; grows with every retry of the run. */
      execution: z.int(),
      code: z.string(),
      /** Of the last time. */
      message: z.string(),
      count: z.int(),
      firstAt: instantSchema,
      lastAt: instantSchema,
    }),
  ),
});
export type RunDetailsAnswer = z.infer<typeof runDetailsAnswerSchema>;

export const objectsQuerySchema = pagingSchema;
export const objectsAnswerSchema = pageOf(deliveredObjectSchema);
export type ObjectsAnswer = z.infer<typeof objectsAnswerSchema>;

/** The data of the events `progress` and `done` of a progress stream. */
export const runProgressSchema = z.object({
  requestId: z.int(),
  runTimestamp: z.int(),
  status: runStatusSchema,
  /** Null before the run is planned. */
  expectedRecords: z.int().nullable(),
  /** Records encoded so far, those of unfinished jobs included. */
  encodedRecords: z.int(),
  /** What is in the bucket so far. */
  totals: totalsSchema,
  jobs: z.object({ done: z.int(), planned: z.int().nullable() }),
  waiting: z.string().nullable(),
  error: statedErrorSchema.nullable(),
});
export type RunProgress = z.infer<typeof runProgressSchema>;
