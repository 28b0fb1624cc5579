import { z } from "zod";
import { exportStatusSchema, exportTypeSchema, frequencySchema } from "../export.ts";
import { formatOptionsSchemas, formatSchema, statedOptionsSchema } from "../format.ts";
import { instantSchema } from "../time.ts";
import { pageOf, pagingSchema } from "./paging.ts";
import { plainText } from "./plain-text.ts";
import { warningSchema } from "./problem.ts";
import { runAnswerSchema } from "./runs.ts";

const maxNameLength = 200;
const maxEventNames = 500;
const maxEventNameLength = 2_000;

/** What can be exported so far. */
export const offeredTypeSchema = exportTypeSchema.extract(["allEvents", "selectEvents"]);
export const offeredFrequencySchema = frequencySchema.extract(["oneTime"]);

const eventNamesSchema = z
  .array(z.string().max(maxEventNameLength))
  .min(1, "must name at least one event")
  .max(maxEventNames, `must name at most ${maxEventNames} events`);

const exportShape = {
  /** For people; the activity log finds it. */
  name: plainText(maxNameLength).nullable().optional(),
  type: offeredTypeSchema,
  frequency: offeredFrequencySchema.default("oneTime"),
  format: formatSchema,
  connectionId: z.string(),
  /** For `selectEvents` alone. */
  eventNames: eventNamesSchema.optional(),
  /** The window is `[from, to)` on `ts`; any offset is read. */
  from: instantSchema,
  to: instantSchema,
  /** The format's own options. */
  options: z.record(z.string(), z.unknown()).optional(),
};

/**
 * A new export. What depends on two fields is checked along with the fields themselves, so that one answer names
 * everything that is wrong.
 */
export const newExportSchema = z
  .strictObject(exportShape)
  .check((context) => addIssues(context), z.overwrite(withoutNothing))
  .transform(({ options, ...rest }) => ({ ...rest, options: options ?? {} }));
