import { timeZoneSchema } from "@sluice/types";
import { z } from "zod";
import { orNearest } from "./nearest-name.ts";
import type { TimeUnit } from "./plausible-times.ts";

/** An object that has these keys and no others; for another one, the nearest of them is named. */
function exactly<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => `has no key ${JSON.stringify(key)}${orNearest(key, Object.keys(shape))}`).join("; ")
        : undefined,
  });
}

const columnSchema = z.string();

/** A column's name alone stands for the column in whatever type its values look like. */
const fieldSchema = z.preprocess(
  (field) => (typeof field === "string" ? { column: field } : field),
  exactly({
    column: columnSchema,
    type: z.enum(["auto", "string", "number", "boolean", "json"]).default("auto"),
  }),
);
export type Field = z.output<typeof fieldSchema>;

export const unitOfFormat = {
  epochSeconds: "seconds",
  epochMs: "milliseconds",
  epochMicros: "microseconds",
  epochNanos: "nanoseconds",
} as const satisfies Record<string, TimeUnit>;
export type EpochFormat = keyof typeof unitOfFormat;

export function isEpochFormat(format: InstantColumn["format"]): format is EpochFormat {
  return format in unitOfFormat;
}

const instantColumnSchema = exactly({
  column: columnSchema,
  /**
   * `auto`: what the column's own type says, or what a text looks like. `local` is `yyyy-mm-dd hh:mm:ss` on the clocks
   * of `timeZone`.
   */
  format: z.enum(["auto", "rfc3339", "local", "epochSeconds", "epochMs", "epochMicros", "epochNanos"]).default("auto"),
  /** Of values that have no zone and no offset of their own. */
  timeZone: timeZoneSchema.optional(),
}).superRefine(({ format, timeZone }, context) => {
  const issue = (message: string) => context.addIssue({ code: "custom", path: ["timeZone"], message });
  if (format === "local" && timeZone === undefined)
    issue('is missing: on which clocks, such as "Europe/Paris" or "UTC"?');
  if (format !== "local" && format !== "auto" && timeZone !== undefined) {
    issue(`does not go with the format ${format}, whose values are instants by themselves`);
  }
});
export type InstantColumn = z.output<typeof instantColumnSchema>;

const fieldsSchema = z.record(z.string(), fieldSchema).default({});

/** Between the cells of a CSV file. */
const delimiterSchema = z.string().length(1, "must be one character").default(",");

const eventMappingSchema = exactly({
  type: z.literal("event"),
  delimiter: delimiterSchema,
  eventName: exactly({ value: z.string().optional(), column: columnSchema.optional() }).transform(
    ({ value, column }, context) => {
      if (value !== undefined && column === undefined) return { value };
      if (column !== undefined && value === undefined) return { column };
      context.addIssue({ code: "custom", message: 'must be {"value": …} or {"column": …}' });
      return z.NEVER;
    },
  ),
  ts: instantColumnSchema,
  eventId: columnSchema.optional(),
  profile: fieldsSchema,
  deviceInfo: fieldsSchema,
  eventProps: fieldsSchema,
  sessionProps: fieldsSchema,
  /** Columns that no field names: dropped, or put into `eventProps` under their own names. */
  otherColumns: z.enum(["drop", "eventProps"]).default("drop"),
});
export type EventMapping = z.output<typeof eventMappingSchema>;

const profileMappingSchema = exactly({
  type: z.literal("profile"),
  delimiter: delimiterSchema,
  /** One of them has to be `identity` or `objectId`. */
  profile: fieldsSchema,
  updatedAt: instantColumnSchema.optional(),
  /** Columns that no field names: dropped, or put into the profile under their own names. */
  otherColumns: z.enum(["drop", "profile"]).default("drop"),
});
export type ProfileMapping = z.output<typeof profileMappingSchema>;

/** How the columns of a CSV or Parquet file become events, which is the default, or profiles. */
export const fileMappingSchema = z.preprocess(
  (mapping) => (typeof mapping === "object" && mapping !== null ? { type: "event", ...mapping } : mapping),
  z.discriminatedUnion("type", [eventMappingSchema, profileMappingSchema]),
);
export type FileMapping = z.output<typeof fileMappingSchema>;

/** What `fileMappingSchema` finds wrong with a mapping, in a line. */
export function mappingFault(error: z.ZodError): string {
  const found = error.issues.map((issue) => ({
    code: issue.code,
    place: issue.path.join("."),
    message: inWords(issue),
  }));
  // A key that is misspelt is missing under its own name, too.
  const misspelt = new Set(found.filter(({ code }) => code === "unrecognized_keys").map(({ place }) => place));
  const isFirstCause = ({ code, place }: (typeof found)[number]) =>
    code === "unrecognized_keys" || ![...misspelt].some((of) => of === "" || `${place}.`.startsWith(`${of}.`));
  return found
    .filter(isFirstCause)
    .map(({ place, message }) => `${place === "" ? "it" : place} ${message}`)
    .join("; ");
}

function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`;
  if (issue.code === "invalid_union" && issue.discriminator !== undefined) return "must be event or profile";
  if (issue.code !== "invalid_type") return issue.message;
  return issue.message.endsWith("undefined")
    ? "is missing"
    : `must be ${expectedInWords[issue.expected] ?? issue.expected}`;
}

const expectedInWords: Readonly<Record<string, string>> = {
  object: "an object in braces",
  record: "an object in braces",
  string: "a text in quotes",
};

/** The columns that a mapping names, in its order. */
export function mappedColumns(mapping: FileMapping): readonly string[] {
  const time = timeColumn(mapping);
  const ofTime = time === undefined ? [] : [time.column];
  if (mapping.type === "profile") return [...new Set([...columnsOf(mapping.profile), ...ofTime])];
  const { eventName, eventId, profile, deviceInfo, eventProps, sessionProps } = mapping;
  const ofName = "column" in eventName ? [eventName.column] : [];
  const ofId = eventId === undefined ? [] : [eventId];
  const parts = [profile, deviceInfo, eventProps, sessionProps].flatMap(columnsOf);
  return [...new Set([...ofName, ...ofTime, ...ofId, ...parts])];
}

/** The column that says when. */
export function timeColumn(mapping: FileMapping): InstantColumn | undefined {
  return mapping.type === "event" ? mapping.ts : mapping.updatedAt;
}

function columnsOf(fields: Readonly<Record<string, Field>>): string[] {
  return Object.values(fields).map(({ column }) => column);
}
