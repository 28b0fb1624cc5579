import { z } from "zod";
import { exportTypeSchema, frequencySchema } from "../export.ts";
import { formatOptionsSchema, formatOptionsSchemas, formatSchema, formats } from "../format.ts";
import { instantMs, instantSchema } from "../time.ts";
import { plainText } from "./plain-text.ts";

const maxNameLength = 200;
const maxEventNames = 500;
const maxEventNameLength = 2_000;

const shape = {
  /** For people; the activity log can be searched for it. */
  name: plainText(maxNameLength).nullable().default(null),
  type: exportTypeSchema.extract(["allEvents", "selectEvents"]),
  frequency: frequencySchema.extract(["oneTime"]).default("oneTime"),
  format: formatSchema,
  connectionId: z.string().min(1, "must not be empty"),
  /** For `selectEvents` alone. */
  eventNames: z
    .array(z.string().max(maxEventNameLength))
    .min(1, "must name at least one event")
    .max(maxEventNames, `must name at most ${maxEventNames} events`)
    .optional(),
  /** The window is `[from, to)` on `ts`. */
  from: instantSchema,
  to: instantSchema,
  options: z.record(z.string(), z.unknown()).default({}).describe(`The format's own options. ${optionsByFormat()}`),
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
      for (const issue of crossFieldIssues(value)) context.addIssue({ code: "custom", ...issue });
    },
    { when: () => true },
  )
  .transform(({ options, ...rest }) => ({ ...rest, options: formatOptionsSchema.parse(options) }));
export type NewExportRequest = z.input<typeof newExportSchema>;

interface FieldIssue {
  readonly path: PropertyKey[];
  readonly message: string;
}

/** The fields that are right by themselves; the others are left out. */
const rightFieldsSchema = z.object({
  type: shape.type.optional().catch(undefined),
  format: shape.format.optional().catch(undefined),
  from: shape.from.optional().catch(undefined),
  to: shape.to.optional().catch(undefined),
  eventNames: z.array(z.string()).optional().catch(undefined),
  options: z.record(z.string(), z.unknown()).catch({}),
});
type RightFields = z.infer<typeof rightFieldsSchema>;

function crossFieldIssues(value: unknown): FieldIssue[] {
  const fields = rightFieldsSchema.safeParse(value);
  if (!fields.success) return [];
  return [...windowIssues(fields.data), ...eventNameIssues(fields.data), ...optionIssues(fields.data)];
}

function windowIssues({ from, to }: RightFields): FieldIssue[] {
  if (from === undefined || to === undefined || instantMs(from) < instantMs(to)) return [];
  return [{ path: ["to"], message: "must be later than `from`" }];
}

function eventNameIssues({ type, eventNames }: RightFields): FieldIssue[] {
  if (type === "selectEvents" && eventNames === undefined) {
    return [{ path: ["eventNames"], message: "is missing: name the events, or export allEvents" }];
  }
  if (type === "allEvents" && eventNames !== undefined) {
    return [{ path: ["eventNames"], message: "goes with the type selectEvents only; leave it out for allEvents" }];
  }
  return (eventNames ?? []).flatMap((name, index, names) =>
    names.indexOf(name) < index
      ? [{ path: ["eventNames", index], message: `${JSON.stringify(name)} is in the list twice` }]
      : [],
  );
}

function optionIssues({ format, options }: RightFields): FieldIssue[] {
  if (format === undefined) return [];
  const schema = formatOptionsSchemas[format];
  const parsed = schema.safeParse(options);
  const known = Object.keys(schema.shape).join(", ");
  return (parsed.error?.issues ?? []).flatMap((issue): FieldIssue[] =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          path: ["options", key],
          message: `is not an option of ${format}, which takes: ${known}`,
        }))
      : [{ path: ["options", ...issue.path], message: wanted(issue) }],
  );
}

function wanted(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_value"
    ? `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`
    : "must be true or false";
}
