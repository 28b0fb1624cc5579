import { z } from "zod";
import { exportStatusSchema, exportTypeSchema, frequencySchema } from "../export.ts";
import { formatSchema, statedOptionsSchema } from "../format.ts";
import { totalsSchema } from "../manifest.ts";
import { instantSchema } from "../time.ts";
import { pageOf, pagingSchema } from "./paging.ts";
import { statedErrorSchema, warningSchema } from "./problem.ts";
import { runAnswerSchema, windowAnswerSchema } from "./runs.ts";

/** One line of the activity log. */
export const exportAnswerSchema = z.object({
  requestId: z.int(),
  name: z.string().nullable(),
  connection: z.object({ id: z.string(), name: z.string() }),
  type: exportTypeSchema,
  frequency: frequencySchema,
  format: formatSchema,
  options: statedOptionsSchema,
  eventNames: z.array(z.string()).nullable().describe("Of the type selectEvents; null for the others."),
  status: exportStatusSchema,
  createdAt: instantSchema,
  totals: totalsSchema.extend({ runs: z.int() }).describe("What all its runs have put into the bucket."),
  lastRun: runAnswerSchema.nullable().describe("The latest run, in progress or over; null before the first one."),
  nextRunAt: instantSchema
    .nullable()
    .describe("When the next run starts, or a failed one is tried again; null when there is none to come."),
  everyHours: z.int().nullable().describe("Of a recurring export; null for a one-time one, whose window its run has."),
  startFrom: instantSchema
    .nullable()
    .describe("Where the first window of a recurring export starts, on captured-at; null for others and for profiles."),
  stopped: z
    .object({ at: instantSchema, reason: statedErrorSchema.nullable() })
    .nullable()
    .describe("When a recurring export was stopped, and why if it stopped itself; null while it goes on."),
});
export type ExportAnswer = z.infer<typeof exportAnswerSchema>;

export const createdExportAnswerSchema = exportAnswerSchema.extend({ warnings: z.array(warningSchema) });
export type CreatedExportAnswer = z.infer<typeof createdExportAnswerSchema>;

export const exportsQuerySchema = pagingSchema.extend({
  status: exportStatusSchema.optional(),
  type: exportTypeSchema.optional(),
  format: formatSchema.optional(),
  frequency: frequencySchema.optional(),
  connectionId: z.string().optional(),
  /** Created at this instant or later. */
  createdFrom: instantSchema.optional(),
  /** Created before this instant. */
  createdTo: instantSchema.optional(),
  /** Part of the export's or its connection's name, or of the request id. */
  text: z.string().min(1).max(200).optional(),
});
export type ExportsQuery = z.infer<typeof exportsQuerySchema>;
export const exportsAnswerSchema = pageOf(exportAnswerSchema).extend({
  /** How many exports the filter finds on all pages. */
  totals: z.object({ exports: z.int(), byStatus: z.record(exportStatusSchema, z.int()) }),
});
export type ExportsAnswer = z.infer<typeof exportsAnswerSchema>;

/** What an export would deliver if it were created now. */
export const estimateAnswerSchema = z.object({
  /** Of the first run. */
  window: windowAnswerSchema,
  /** When the first run starts; null for at once. */
  firstRunAt: instantSchema.nullable(),
  /** What the figures are of: the window itself, or, where that lies ahead, as long a time before now. */
  measured: windowAnswerSchema,
  /** A profile export has one entry, without a name. */
  events: z.array(z.object({ name: z.string().nullable(), records: z.int() })),
  totals: z.object({
    records: z.int(),
    /** JSON text in the source. */
    sourceBytes: z.int(),
    /** A rough guess at the stored bytes of all objects. */
    estimatedBytes: z.int(),
  }),
  /** The numbers that `firstKeys` begin with; an export created in another second has its own in their place. */
  ifCreatedNow: z.object({ requestId: z.int(), runTimestamp: z.int() }),
  /** The first objects, in their order, and the manifest. */
  firstKeys: z.array(z.object({ eventName: z.string().nullable(), key: z.string() })),
  manifestKey: z.string(),
  warnings: z.array(warningSchema),
});
export type EstimateAnswer = z.infer<typeof estimateAnswerSchema>;

/** The ledger of a recurring export: its windows meet, none is missing, none overlaps another. */
export const windowsQuerySchema = pagingSchema;
export const windowsAnswerSchema = pageOf(
  z.object({
    window: windowAnswerSchema,
    state: z.enum(["open", "done", "skipped"]),
    /** The run that delivers it; null for one that was skipped before it had a run. */
    runTimestamp: z.int().nullable(),
  }),
);
export type WindowsAnswer = z.infer<typeof windowsAnswerSchema>;
