import { z } from "zod";
import { instantSchema } from "../time.ts";
import { pageOf, pagingSchema } from "./paging.ts";

export const eventNameAnswerSchema = z
  .object({
    name: z.string(),
    records: z.int(),
    firstTs: instantSchema,
    lastTs: instantSchema,
    volume: z
      .object({ records: z.int(), perDay: z.array(z.int()).describe("One figure for each of the answer's `days`.") })
      .meta({ id: "EventVolume" })
      .nullable()
      .describe("What happened in the last `days`; null where they were not asked for."),
  })
  .meta({ id: "EventName" });
export type EventNameAnswer = z.infer<typeof eventNameAnswerSchema>;

/** A little more than the look-back that projects have by default. */
const maxDays = 90;

export const eventNamesQuerySchema = pagingSchema.extend({
  text: z.string().min(1).optional().describe("Only names that hold this text, in any case."),
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(maxDays)
    .optional()
    .describe("Also how many records each event has on each of the last so many days; today is one of them."),
});
export const eventNamesAnswerSchema = pageOf(eventNameAnswerSchema)
  .extend({
    days: z
      .array(z.iso.date())
      .nullable()
      .describe(
        "The days that volumes are of, by `ts` in the project's time zone, oldest first; null where not asked for.",
      ),
  })
  .meta({ id: "EventNamePage" });
export type EventNamesAnswer = z.infer<typeof eventNamesAnswerSchema>;
