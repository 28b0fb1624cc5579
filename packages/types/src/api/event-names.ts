import { z } from "zod";
import { instantSchema } from "../time.ts";
import { pageOf, pagingSchema } from "./paging.ts";

export const eventNameAnswerSchema = z
  .object({
    name: z.string(),
    records: z.int(),
    firstTs: instantSchema,
    lastTs: instantSchema,
  })
  .meta({ id: "EventName" });
export type EventNameAnswer = z.infer<typeof eventNameAnswerSchema>;

export const eventNamesQuerySchema = pagingSchema.extend({
  text: z.string().min(1).optional().describe("Only names that hold this text, in any case."),
});
export const eventNamesAnswerSchema = pageOf(eventNameAnswerSchema).meta({ id: "EventNamePage" });
export type EventNamesAnswer = z.infer<typeof eventNamesAnswerSchema>;
