import { z } from "zod";
import { exportStatusSchema, exportTypeSchema, frequencySchema } from "../export.ts";
import { formatSchema, statedOptionsSchema } from "../format.ts";
import { totalsSchema } from "../manifest.ts";
import { instantSchema, requestIdSchema, runTimestampSchema, windowAnswerSchema } from "../time.ts";
import { pageOf, pagingSchema, severalOf } from "./paging.ts";
import { statedErrorSchema, warningSchema } from "./problem.ts";
import { namedConnectionSchema, runAnswerSchema } from "./runs.ts";

/** One line of the activity log. */
export const exportAnswerSchema = z
  .object({
    requestId: requestIdSchema,
    name: z.string().nullable(),
    connection: namedConnectionSchema,
    type: exportTypeSchema,
    frequency: frequencySchema,
    format: formatSchema,
    options: statedOptionsSchema,
    eventNames: z.array(z.string()).nullable().describe("Of the type selectEvents; null for the others."),
    status: exportStatusSchema,
    createdAt: instantSchema,
    archivedAt: instantSchema
      .nullable()
      .describe("When it was put out of the log's way; null while it is shown there."),
    totals: totalsSchema
      .extend({ runs: z.int() })
      .meta({ id: "ExportTotals" })
      .describe("What all its runs have put into the bucket."),
    lastRun: runAnswerSchema.nullable().describe("The latest run, in progress or over; null before the first one."),
    nextRunAt: instantSchema
      .nullable()
      .describe("When the next run starts, or a failed one is tried again; null when there is none to come."),
    everyHours: z
      .int()
      .nullable()
      .describe("Of a recurring export; null for a one-time one, whose window its run has."),
    startFrom: instantSchema
      .nullable()
      .describe(
        "Where the first window of a recurring export starts, on captured-at; null for others and for profiles.",
      ),
    stopped: z
      .object({ at: instantSchema, reason: statedErrorSchema.nullable() })
      .meta({ id: "StoppedExport" })
      .nullable()
      .describe("When a recurring export was stopped, and why if it stopped itself; null while it goes on."),
  })
  .meta({ id: "Export" });
export type ExportAnswer = z.infer<typeof exportAnswerSchema>;

export const createdExportAnswerSchema = exportAnswerSchema
  .extend({ warnings: z.array(warningSchema) })
  .meta({ id: "CreatedExport" });
export type CreatedExportAnswer = z.infer<typeof createdExportAnswerSchema>;

export const exportsQuerySchema = pagingSchema.extend({
  status: severalOf(exportStatusSchema).optional().describe("Any of these: `status=Failed&status=Stopped`."),
  type: severalOf(exportTypeSchema).optional().describe("Any of these."),
  format: severalOf(formatSchema).optional().describe("Any of these."),
  frequency: frequencySchema.optional(),
  connectionId: z.string().optional(),
  archived: z
    .enum(["exclude", "only", "include"])
    .default("exclude")
    .describe("Whether archived exports are left out, are all there is, or are shown with the others."),
  sort: z
    .enum(["created", "lastRun"])
    .default("created")
    .describe("Latest first: by when they were created, or by their last run, those without one at the end."),
  createdFrom: instantSchema.optional().describe("Created at this instant or later."),
  createdTo: instantSchema.optional().describe("Created before this instant."),
  text: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("Part of the export's or its connection's name, or of the request id."),
});
export type ExportsQuery = z.infer<typeof exportsQuerySchema>;
const exportCountsSchema = z
  .object({ Pending: z.int(), Running: z.int(), Done: z.int(), Stopped: z.int(), Failed: z.int() })
  .meta({ id: "ExportCounts" });
export const exportsAnswerSchema = pageOf(exportAnswerSchema)
  .extend({
    totals: z
      .object({ exports: z.int(), byStatus: exportCountsSchema })
      .meta({ id: "FoundExports" })
      .describe("How many exports the filter finds on all pages."),
  })
  .meta({ id: "ExportPage" });
export type ExportsAnswer = z.infer<typeof exportsAnswerSchema>;

/** What an export would deliver if it were created now. */
export const estimateAnswerSchema = z
  .object({
    window: windowAnswerSchema.describe("Of the first run."),
    firstRunAt: instantSchema.nullable().describe("When the first run starts; null for at once."),
    measured: windowAnswerSchema.describe(
      "What the figures are of: the window itself, or, where that lies ahead, as long a time before now.",
    ),
    events: z
      .array(z.object({ name: z.string().nullable(), records: z.int() }).meta({ id: "EstimatedEvent" }))
      .describe("A profile export has one entry, without a name."),
    totals: z
      .object({
        records: z.int(),
        objects: z
          .int()
          .describe("How many at least, without the manifest: what outgrows an object goes on in another."),
        sourceBytes: z.int().describe("JSON text in the source."),
        estimatedBytes: z.int().describe("A rough guess at the stored bytes of all objects."),
      })
      .meta({ id: "EstimatedTotals" }),
    estimatedSeconds: z
      .int()
      .nullable()
      .describe(
        "How long a run of so many records may take, as the project's past runs went; null where it has none to judge by.",
      ),
    ifCreatedNow: z
      .object({ requestId: requestIdSchema, runTimestamp: runTimestampSchema })
      .meta({ id: "EstimatedIds" })
      .describe(
        "The numbers that `firstKeys` begin with; an export created in another second has its own in their place.",
      ),
    firstKeys: z
      .array(z.object({ eventName: z.string().nullable(), key: z.string() }).meta({ id: "EstimatedKey" }))
      .describe("The first objects, in their order, and the manifest."),
    manifestKey: z.string(),
    warnings: z.array(warningSchema),
  })
  .meta({ id: "Estimate" });
export type EstimateAnswer = z.infer<typeof estimateAnswerSchema>;
