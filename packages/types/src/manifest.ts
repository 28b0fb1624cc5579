import { z } from "zod";
import { keyTypesSchema } from "./event-schema.ts";
import { exportTypeSchema } from "./export.ts";
import { formatSchema, statedOptionsSchema } from "./format.ts";
import { instantSchema, requestIdSchema, runTimestampSchema, windowAnswerSchema } from "./time.ts";

/** One file in the bucket. */
export const deliveredObjectSchema = z
  .object({
    key: z.string(),
    eventName: z.string().nullable().describe("Null for profiles."),
    databaseId: z.int().nonnegative(),
    fileIndex: z.int().nonnegative(),
    records: z.int().nonnegative(),
    bytes: z.int().nonnegative().describe("Bytes as stored."),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe("Lower-case hex of the bytes as stored."),
    minTs: instantSchema.describe(
      "The first and last `ts` of its events, or when the first and the last of its profiles were updated.",
    ),
    maxTs: instantSchema,
  })
  .meta({ id: "DeliveredObject" });
export type DeliveredObject = z.infer<typeof deliveredObjectSchema>;

export const totalsSchema = z
  .object({
    records: z.int().nonnegative(),
    objects: z.int().nonnegative(),
    bytes: z.int().nonnegative(),
  })
  .meta({ id: "Totals" });
export type Totals = z.infer<typeof totalsSchema>;

const manifestEventSchema = z
  .object({
    name: z.string().nullable().describe("Null for profiles, of which there is one entry."),
    records: z.int().nonnegative(),
    objects: z.int().nonnegative(),
    schema: z
      .array(keyTypesSchema)
      .describe("Keys with their section in front: `eventProps.Amount`; those of profiles by themselves."),
  })
  .meta({ id: "ManifestEvent" });

/** The last object of a run: its presence means that the run is complete. */
export const manifestSchema = z
  .object({
    version: z.literal(1),
    project: z.string(),
    requestId: requestIdSchema,
    runTimestamp: runTimestampSchema,
    type: exportTypeSchema,
    format: formatSchema,
    options: statedOptionsSchema,
    window: windowAnswerSchema,
    snapshot: instantSchema.describe("Records captured at or after this instant are not in the run."),
    events: z.array(manifestEventSchema),
    objects: z.array(deliveredObjectSchema),
    totals: totalsSchema,
    expectedRecords: z.int().nonnegative().describe("What the source counted at planning; equal to `totals.records`."),
    previous: z.string().nullable().describe("Key of the preceding run's manifest, or null for the first."),
    skipped: z
      .array(z.object({ from: instantSchema, to: instantSchema }).meta({ id: "SkippedWindow" }))
      .default([])
      .describe("Windows between the preceding run's and this one that were skipped on purpose, in order."),
    software: z.string(),
  })
  .meta({ id: "Manifest" });
export type Manifest = z.infer<typeof manifestSchema>;
