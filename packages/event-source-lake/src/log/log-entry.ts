import { z } from "zod";
import { capturedSpanSchema } from "../lake-layout.ts";

/** What is known of a load without opening it. */
export const loadSummarySchema = z.object({
  id: z.string().regex(/^[0-9a-f]+$/),
  /** When its records were captured; more than one instant where it was merged from several loads. */
  captured: capturedSpanSchema,
  events: z.int().nonnegative(),
  profiles: z.int().nonnegative(),
  /** Of its events, in epoch milliseconds; null where it has none. */
  ts: z.object({ fromMs: z.int(), toMs: z.int() }).nullable(),
  /** Of lines and profiles. */
  bytes: z.int().nonnegative(),
});
export type LoadSummary = z.infer<typeof loadSummarySchema>;

const loadId = z.string().regex(/^[0-9a-f]+$/);

/** One thing that happened to a project's part of the lake. */
export const logEntrySchema = z.discriminatedUnion("type", [
  /** A load is there. */
  z.object({
    type: z.literal("load"),
    load: loadSummarySchema,
    /** Of a load that was there in the layout of before, with rows. */
    isConverted: z.literal(true).optional(),
  }),
  /** Whatever is captured later is captured at or after this instant. */
  z.object({ type: z.literal("seal"), capturedBeforeMs: z.int() }),
  /** Loads stand in the place of others; with the same records, or without those of a user who is to be forgotten. */
  z.object({
    type: z.literal("rewrite"),
    reason: z.enum(["merge", "forget"]),
    replaced: z.array(loadId).min(1),
    by: z.array(loadSummarySchema),
    atMs: z.int(),
    /** By which requests to forget somebody it is, and how many records each of them took. It doesn't say whom. */
    forgot: z.array(z.object({ request: z.string(), events: z.int(), profiles: z.int() })).default([]),
  }),
  /** Folders of these loads are going to be removed; none of them can come to be there any more. */
  z.object({ type: z.literal("discard"), loads: z.array(loadId).min(1) }),
]);
export type LogEntry = z.infer<typeof logEntrySchema>;
