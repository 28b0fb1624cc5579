import { z } from "zod";
import { failureSchema } from "./errors.ts";
import { eventSchemaSchema } from "./event-schema.ts";
import { formatOptionsSchema, formatSchema } from "./format.ts";

/** What of an object is shown: so much of its text, or of the texts in its cells. */
export const maxShownBytes = 64 * 1024;

/** An object as a person sees it: its text, or a table's columns and rows, whose cells are texts or null. */
export const shownObjectSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({ kind: z.literal("table"), columns: z.array(z.string()), rows: z.array(z.array(z.string().nullable())) }),
]);
export type ShownObject = z.infer<typeof shownObjectSchema>;

/** Asks any encoder of a format for the first records of a segment as they would be in an object. */
export const previewRequestSchema = z.object({
  projectId: z.string().min(1),
  format: formatSchema,
  /** Of a planned segment. */
  token: z.string(),
  /** Null for profiles. */
  eventName: z.string().nullable(),
  /** Every key that the run's objects of this event have. */
  schema: eventSchemaSchema,
  timeZone: z.string(),
  options: formatOptionsSchema,
});
export type PreviewRequest = z.infer<typeof previewRequestSchema>;

/** The only message that carries records: at most `maxShownBytes` of them. */
export const previewReplySchema = z.discriminatedUnion("status", [
  z.object({
    status: z.literal("shown"),
    shown: shownObjectSchema,
    records: z.int(),
    /** Whether something of these records is left out. */
    isCut: z.boolean(),
  }),
  z.object({ status: z.literal("failed"), error: failureSchema }),
]);
export type PreviewReply = z.infer<typeof previewReplySchema>;
