import { z } from "zod";
import { exportTypeSchema, frequencySchema } from "../export.ts";
import { type Format, formatOptionsSchemas, formatSchema, profileOptionsSchemas } from "../format.ts";
import { instantMs, instantSchema } from "../time.ts";

export interface FieldIssue {
  readonly path: PropertyKey[];
  readonly message: string;
}

/** What is wrong between the fields of a new export, however wrong each is by itself. */
export function newExportIssues(value: unknown): FieldIssue[] {
  const given = z.record(z.string(), z.unknown()).safeParse(value);
  if (!given.success) return [];
  const fields = { ...rightFieldsSchema.parse(given.data), given: new Set(Object.keys(given.data)) };
  return [...frequencyIssues(fields), ...windowIssues(fields), ...eventNameIssues(fields), ...optionIssues(fields)];
}

/** The fields that are right by themselves; the others are left out. */
const rightFieldsSchema = z.object({
  type: exportTypeSchema.optional().catch(undefined),
  frequency: frequencySchema.default("oneTime").optional().catch(undefined),
  format: formatSchema.optional().catch(undefined),
  from: instantSchema.optional().catch(undefined),
  to: instantSchema.optional().catch(undefined),
  eventNames: z.array(z.string()).optional().catch(undefined),
  options: z.record(z.string(), z.unknown()).catch({}),
});
type RightFields = z.infer<typeof rightFieldsSchema> & { readonly given: ReadonlySet<string> };

const oneTimeOnly = "goes with a one-time export only; a recurring one exports what is captured from startFrom on";
const recurringOnly = "goes with the frequency recurring only";
const notForProfiles = "goes with events only; a profile export delivers the latest state of all profiles";

function frequencyIssues({ type, frequency, given }: RightFields): FieldIssue[] {
  const isGiven = (...names: string[]) => names.filter((name) => given.has(name));
  const refuse = (names: readonly string[], message: string) => names.map((name) => ({ path: [name], message }));
  const ofProfiles = type === "allProfiles" ? refuse(isGiven("from", "to", "startFrom"), notForProfiles) : [];
  if (frequency === "recurring") {
    const missing = given.has("everyHours") ? [] : ["everyHours"];
    return [
      ...refuse(missing, "is missing: say every how many hours the export runs, 4 to 24"),
      ...(type === "allProfiles" ? ofProfiles : refuse(isGiven("from", "to"), oneTimeOnly)),
    ];
  }
  if (frequency === undefined) return ofProfiles;
  const refused = refuse(isGiven("everyHours", ...(type === "allProfiles" ? [] : ["startFrom"])), recurringOnly);
  if (type === "allProfiles") return [...ofProfiles, ...refused];
  const missing = ["from", "to"].filter((name) => !given.has(name));
  return [...refuse(missing, "is missing"), ...refused];
}

function windowIssues({ from, to, frequency, type }: RightFields): FieldIssue[] {
  if (frequency === "recurring" || type === "allProfiles") return [];
  if (from === undefined || to === undefined || instantMs(from) < instantMs(to)) return [];
  return [{ path: ["to"], message: "must be later than `from`" }];
}

function eventNameIssues({ type, eventNames, given }: RightFields): FieldIssue[] {
  if (type === "selectEvents" && !given.has("eventNames")) {
    return [{ path: ["eventNames"], message: "is missing: name the events, or export allEvents" }];
  }
  if (type !== undefined && type !== "selectEvents" && given.has("eventNames")) {
    return [{ path: ["eventNames"], message: `goes with the type selectEvents only; leave it out for ${type}` }];
  }
  return repeatedNames(eventNames ?? []);
}

/** Names that stand in a list for the second time. */
export function repeatedNames(eventNames: readonly string[]): FieldIssue[] {
  const seen = new Set<string>();
  return eventNames.flatMap((name, index) => {
    if (seen.has(name)) {
      return [{ path: ["eventNames", index], message: `${JSON.stringify(name)} is in the list twice` }];
    }
    seen.add(name);
    return [];
  });
}

function optionIssues({ type, format, options }: RightFields): FieldIssue[] {
  return format === undefined ? [] : formatOptionIssues(format, type === "allProfiles", options);
}

/** What is wrong with a format's options. */
export function formatOptionIssues(
  format: Format,
  ofProfiles: boolean,
  options: Readonly<Record<string, unknown>>,
): FieldIssue[] {
  const schema = ofProfiles ? profileOptionsSchemas[format] : formatOptionsSchemas[format];
  const parsed = schema.safeParse(options);
  const known = Object.keys(schema.shape).join(", ");
  const what = ofProfiles ? `${format} for profiles` : format;
  return (parsed.error?.issues ?? []).flatMap((issue): FieldIssue[] =>
    issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => ({
          path: ["options", key],
          message: `is not an option of ${what}, which takes ${known === "" ? "none" : `these: ${known}`}`,
        }))
      : [{ path: ["options", ...issue.path], message: wanted(issue) }],
  );
}

function wanted(issue: z.core.$ZodIssue): string {
  return issue.code === "invalid_value"
    ? `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`
    : "must be true or false";
}
