import { z } from "zod";
import { exportTypeSchema, frequencySchema, runStatusSchema } from "../export.ts";
import { formatSchema } from "../format.ts";
import { deliveredObjectSchema, totalsSchema } from "../manifest.ts";
import {
  instantSchema,
  requestIdSchema,
  requestIdTextSchema,
  runTimestampSchema,
  windowAnswerSchema,
} from "../time.ts";
import { pageOf, pagingSchema, severalOf } from "./paging.ts";
import { statedErrorSchema } from "./problem.ts";

export const namedConnectionSchema = z.object({ id: z.string(), name: z.string() }).meta({ id: "NamedConnection" });

export const runAnswerSchema = z
  .object({
    requestId: requestIdSchema,
    runTimestamp: runTimestampSchema,
    status: runStatusSchema,
    window: windowAnswerSchema,
    snapshot: instantSchema
      .nullable()
      .describe("Records captured at or after this instant are not in the run; null before it is planned."),
    expectedRecords: z.int().nullable().describe("What the source counted at planning; null before."),
    totals: totalsSchema.describe("What is in the bucket so far."),
    waiting: z.string().nullable().describe("What the run waits for, in words."),
    error: statedErrorSchema.nullable(),
    manifestKey: z.string().nullable(),
    isExpired: z
      .boolean()
      .describe(
        "Whether it ended so long ago that its objects, timeline, errors and manifest are not kept here any more.",
      ),
    createdAt: instantSchema,
    startedAt: instantSchema.nullable(),
    endedAt: instantSchema.nullable(),
  })
  .meta({ id: "Run" });
export type RunAnswer = z.infer<typeof runAnswerSchema>;

export const runsQuerySchema = pagingSchema;
export const runsAnswerSchema = pageOf(runAnswerSchema).meta({ id: "RunPage" });
export type RunsAnswer = z.infer<typeof runsAnswerSchema>;

/** A run among those of all exports: with what its export and its connection are called. */
export const foundRunAnswerSchema = runAnswerSchema
  .extend({
    exportName: z.string().nullable(),
    type: exportTypeSchema,
    frequency: frequencySchema,
    format: formatSchema.describe("Of the run, whatever its export has by now."),
    connection: namedConnectionSchema.describe("Where it delivers to, whatever its export has by now."),
  })
  .meta({ id: "FoundRun" });
export type FoundRunAnswer = z.infer<typeof foundRunAnswerSchema>;

/** Which of a project's runs: "failed in the last day" is `status=Failed` and an `endedFrom`. */
export const foundRunsQuerySchema = pagingSchema.extend({
  status: severalOf(runStatusSchema).optional().describe("Any of these: `status=Failed&status=Stopped`."),
  format: severalOf(formatSchema).optional().describe("Any of these."),
  requestId: requestIdTextSchema.optional(),
  connectionId: z.string().optional().describe("Those that deliver there."),
  startedFrom: instantSchema.optional().describe("Begun at this instant or later."),
  startedTo: instantSchema.optional().describe("Begun before this instant."),
  endedFrom: instantSchema.optional().describe("Over since this instant or a later one."),
  endedTo: instantSchema.optional().describe("Over since before this instant."),
});
export type FoundRunsQuery = z.infer<typeof foundRunsQuerySchema>;
export const foundRunsAnswerSchema = pageOf(foundRunAnswerSchema).meta({ id: "FoundRunPage" });
export type FoundRunsAnswer = z.infer<typeof foundRunsAnswerSchema>;

const timelineEntrySchema = z
  .object({ at: instantSchema, kind: z.string(), detail: z.string().nullable(), text: z.string() })
  .meta({ id: "TimelineEntry" });

const runErrorSchema = z
  .object({
    execution: z.int().describe("Counts from 1; grows with every retry of the run."),
    code: z.string(),
    message: z.string().describe("Of the last time."),
    count: z.int(),
    firstAt: instantSchema,
    lastAt: instantSchema,
  })
  .meta({ id: "RunError" });

export const runDetailsAnswerSchema = runAnswerSchema
  .extend({
    previous: z
      .string()
      .nullable()
      .describe(
        "The manifest of the last run before it that is Done; null for a first run, and for a one-time export's.",
      ),
    skipped: z
      .array(windowAnswerSchema)
      .describe("Windows between that run's and this one's that were left out on purpose, in order."),
    timeline: z.array(timelineEntrySchema).describe("What happened, oldest first; `text` is for people."),
    errors: z
      .array(runErrorSchema)
      .describe("What its attempts met, also what a further attempt mended, in the order of their first time."),
  })
  .meta({ id: "RunDetails" });
export type RunDetailsAnswer = z.infer<typeof runDetailsAnswerSchema>;

export const objectsQuerySchema = pagingSchema;
export const objectsAnswerSchema = pageOf(deliveredObjectSchema).meta({ id: "ObjectPage" });
export type ObjectsAnswer = z.infer<typeof objectsAnswerSchema>;

/** The data of the events `progress` and `done` of a progress stream. */
export const runProgressSchema = z
  .object({
    requestId: requestIdSchema,
    runTimestamp: runTimestampSchema,
    status: runStatusSchema,
    expectedRecords: z.int().nullable().describe("Null before the run is planned."),
    encodedRecords: z.int().describe("Records encoded so far, those of unfinished jobs included."),
    totals: totalsSchema.describe("What is in the bucket so far."),
    jobs: z.object({ done: z.int(), planned: z.int().nullable() }).meta({ id: "JobCounts" }),
    waiting: z.string().nullable(),
    error: statedErrorSchema.nullable(),
  })
  .meta({ id: "RunProgress" });
export type RunProgress = z.infer<typeof runProgressSchema>;
