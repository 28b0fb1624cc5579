import { z } from "zod";
import { instantSchema } from "../time.ts";
import { pageOf, pagingSchema } from "./paging.ts";

export const eventNameAnswerSchema = z.object({
  name: z.string(),
  records: z.int(),
  firstTs: instantSchema,
  lastTs: instantSchema,
});
export type EventNameAnswer = z.infer<typeof eventNameAnswerSchema>;

export const eventNamesQuerySchema = pagingSchema.extend({
  /** Only names that hold this text, in any case. */
  text: z.string().min(1).optional(),
});
export const eventNamesAnswerSchema = pageOf(eventNameAnswerSchema);
export type EventNamesAnswer = z.infer<typeof eventNamesAnswerSchema>;
