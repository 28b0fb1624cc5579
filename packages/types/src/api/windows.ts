import { z } from "zod";
import { instantSchema, runTimestampSchema, windowAnswerSchema } from "../time.ts";
import { pageOf, pagingSchema } from "./paging.ts";

/** Which of an export's windows, and in which order. */
export const windowsQuerySchema = pagingSchema.extend({
  order: z.enum(["newest", "oldest"]).default("newest").describe("Which windows come first."),
  from: instantSchema.optional().describe("Only windows that end after this instant."),
  to: instantSchema.optional().describe("Only windows that start before this instant."),
});
export type WindowsQuery = z.infer<typeof windowsQuerySchema>;

export const windowStateSchema = z.enum(["pending", "running", "done", "failed", "stopped", "skipped"]).meta({
  id: "WindowState",
  description: "What has become of the window: how its run is doing, or that it was left out on purpose.",
});
export type WindowState = z.infer<typeof windowStateSchema>;

/** What an export covers. The windows of a recurring one meet: none is missing, none overlaps another. */
const exportWindowSchema = z
  .object({
    window: windowAnswerSchema,
    state: windowStateSchema,
    runTimestamp: runTimestampSchema
      .nullable()
      .describe("The run that delivers it; null for one that was skipped before it had a run."),
  })
  .meta({ id: "ExportWindow" });
export type ExportWindow = z.infer<typeof exportWindowSchema>;

const upcomingWindowSchema = z
  .object({
    window: windowAnswerSchema,
    scheduledAt: instantSchema.describe("When it is opened; later where a window before it has failed till then."),
  })
  .meta({ id: "UpcomingWindow" });

export const windowsAnswerSchema = pageOf(exportWindowSchema)
  .extend({
    upcoming: upcomingWindowSchema
      .nullable()
      .describe("The window that follows the last one; null for a one-time export and for one that is stopped."),
  })
  .meta({ id: "WindowPage" });
export type WindowsAnswer = z.infer<typeof windowsAnswerSchema>;
