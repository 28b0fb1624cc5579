import { z } from "zod";
import { type ExportType, exportTypeSchema, type Frequency, frequencySchema } from "../export.ts";
import { formatOptionsSchema, formatOptionsSchemas, formatSchema, formats } from "../format.ts";
import { maxEveryHours, minEveryHours } from "../schedule.ts";
import { instantSchema } from "../time.ts";
import { newExportIssues } from "./new-export-issues.ts";
import { plainText } from "./plain-text.ts";

const maxNameLength = 200;
const maxEventNames = 500;
/** As long as any that can be loaded. */
const maxEventNameLength = 2_048;

const everyHoursText = `must be a whole number of hours from ${minEveryHours} to ${maxEveryHours}`;

/** The fields that a new export and a changed one have in common. */
export const exportFields = {
  name: plainText(maxNameLength).nullable().describe("For people; the activity log can be searched for it."),
  format: formatSchema,
  connectionId: z.string().min(1, "must not be empty"),
  eventNames: z
    .array(z.string().max(maxEventNameLength))
    .min(1, "must name at least one event")
    .max(maxEventNames, `must name at most ${maxEventNames} events`)
    .describe("The events to export: for the type selectEvents, and for no other."),
  everyHours: z
    .int(everyHoursText)
    .min(minEveryHours, everyHoursText)
    .max(maxEveryHours, everyHoursText)
    .describe("For a recurring export, and for no other: it runs every so many hours."),
  /** Judged with the format, so that a wrong one is refused in that format's words. */
  options: z
    .record(z.string(), z.unknown())
    .meta({ documentedAs: "ExportOptions", description: `The format's own options. ${optionsByFormat()}` }),
};

const windowText = "For a one-time export of events, and for no other: the window [from, to) on ts.";

const shape = {
  ...exportFields,
  name: exportFields.name.default(null),
  type: exportTypeSchema,
  frequency: frequencySchema.default("oneTime"),
  eventNames: exportFields.eventNames.optional(),
  from: instantSchema.describe(`${windowText} Where it starts.`).optional(),
  to: instantSchema.describe(`${windowText} The instant before which it ends.`).optional(),
  everyHours: exportFields.everyHours.optional(),
  startFrom: instantSchema
    .describe("For a recurring export of events: where its first window starts, on captured-at. By default now.")
    .optional(),
  options: exportFields.options.optional(),
};

function optionsByFormat(): string {
  return formats.map((format) => `${format}: ${Object.keys(formatOptionsSchemas[format].shape).join(", ")}`).join("; ");
}

/**
 * A new export, or one to estimate. What depends on two fields is checked whatever else is wrong, so that one answer
 * names every bad field.
 */
export const newExportSchema = z
  .strictObject(shape)
  .superRefine(
    (value, context) => {
      for (const issue of newExportIssues(value)) context.addIssue({ code: "custom", ...issue });
    },
    { when: () => true },
  )
  .transform(({ options, frequency, from, to, everyHours, startFrom, ...rest }, context) => ({
    ...rest,
    options: formatOptionsSchema.parse(options ?? {}),
    period: periodOf({ frequency, type: rest.type, from, to, everyHours, startFrom }, context),
  }))
  .meta({ id: "NewExport" });
export type NewExportRequest = z.input<typeof newExportSchema>;

/** What an export covers: one window on `ts`, every profile as it is now, or what is captured from now or then on. */
export type ExportPeriod =
  | { readonly kind: "window"; readonly from: string; readonly to: string }
  | { readonly kind: "profilesNow" }
  | { readonly kind: "recurring"; readonly everyHours: number; readonly startFrom: string | null };

interface PeriodFields {
  readonly type: ExportType;
  readonly frequency: Frequency;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly everyHours: number | undefined;
  readonly startFrom: string | undefined;
}

function periodOf(fields: PeriodFields, context: z.RefinementCtx): ExportPeriod {
  const { type, frequency, from, to, everyHours, startFrom = null } = fields;
  if (frequency === "recurring" && everyHours !== undefined) return { kind: "recurring", everyHours, startFrom };
  if (frequency === "oneTime" && type === "allProfiles") return { kind: "profilesNow" };
  if (frequency === "oneTime" && from !== undefined && to !== undefined) return { kind: "window", from, to };
  // Said already, by the field that is missing.
  context.addIssue({ code: "custom", message: "has no period" });
  return z.NEVER;
}
