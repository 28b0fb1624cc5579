import { z } from "zod";
import { keyTypesSchema } from "./event-schema.ts";
import { exportTypeSchema } from "./export.ts";
import { formatSchema, statedOptionsSchema } from "./format.ts";
import { instantSchema } from "./time.ts";

/** One file in the bucket. */
export const deliveredObjectSchema = z.object({
  key: z.string(),
  /** Null for profiles. */
  eventName: z.string().nullable(),
  databaseId: z.int().nonnegative(),
  fileIndex: z.int().nonnegative(),
  records: z.int().nonnegative(),
  /** Bytes as stored. */
  bytes: z.int().nonnegative(),
  /** Lower-case hex of the bytes as stored. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The first and last `ts` of its events, or when the first and the last of its profiles were updated. */
  minTs: instantSchema,
  maxTs: instantSchema,
});
export type DeliveredObject = z.infer<typeof deliveredObjectSchema>;

export const totalsSchema = z.object({
  records: z.int().nonnegative(),
  objects: z.int().nonnegative(),
  bytes: z.int().nonnegative(),
});
export type Totals = z.infer<typeof totalsSchema>;

/** The last object of a run: its presence means that the run is complete. */
export const manifestSchema = z.object({
  version: z.literal(1),
  project: z.string(),
  requestId: z.int(),
  runTimestamp: z.int(),
  type: exportTypeSchema,
  format: formatSchema,
  options: statedOptionsSchema,
  window: z.object({ axis: z.enum(["ts", "capturedAt"]), from: instantSchema, to: instantSchema }),
  /** Records captured at or after this instant are not in the run. */
  snapshot: instantSchema,
  events: z.array(
    z.object({
      /** Null for profiles, of which there is one entry. */
      name: z.string().nullable(),
      records: z.int().nonnegative(),
      objects: z.int().nonnegative(),
      /** Keys with their section in front: `eventProps.Amount`; those of profiles by themselves. */
      schema: z.array(keyTypesSchema),
    }),
  ),
  objects: z.array(deliveredObjectSchema),
  totals: totalsSchema,
  /** What the source counted at planning; equal to `totals.records`. */
  expectedRecords: z.int().nonnegative(),
  /** Key of the preceding run's manifest, or null for the first. */
  previous: z.string().nullable(),
  /** Windows between the preceding run's and this one that were skipped on purpose, in order. */
  skipped: z.array(z.object({ from: instantSchema, to: instantSchema })).default([]),
  software: z.string(),
});
export type Manifest = z.infer<typeof manifestSchema>;
