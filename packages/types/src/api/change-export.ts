import { z } from "zod";
import { exportFields } from "./new-export.ts";
import { repeatedNames } from "./new-export-issues.ts";

/** What an edit may not touch, so that it is refused in words of its own. */
const fixedFields = ["type", "frequency", "startFrom", "from", "to"] as const;
const refused = z.unknown().optional().meta({ documentedAs: null });
const fixed = Object.fromEntries(fixedFields.map((name) => [name, refused]));

/**
 * What may change of a recurring export, from its next run on. Options are those of the format that it has then; where
 * the format changes, they start from its defaults.
 */
export const exportChangeSchema = z
  .strictObject({ ...z.object(exportFields).partial().shape, ...fixed })
  .superRefine((value, context) => {
    for (const name of fixedFields) {
      if (name in value) context.addIssue({ code: "custom", path: [name], message: fixedText(name) });
    }
    for (const issue of repeatedNames(value.eventNames ?? [])) context.addIssue({ code: "custom", ...issue });
  })
  .transform(({ name, format, connectionId, eventNames, everyHours, options }) => {
    return { name, format, connectionId, eventNames, everyHours, options };
  })
  .meta({ id: "ExportChange" });
export type ExportChangeRequest = z.input<typeof exportChangeSchema>;

function fixedText(name: (typeof fixedFields)[number]): string {
  return name === "type" || name === "frequency"
    ? "can't be changed; stop this export and create another"
    : "can't be changed: the windows of a recurring export follow one another";
}

export const resumeSchema = z
  .strictObject({
    from: z
      .enum(["lastRun", "now"])
      .describe("`lastRun` leaves nothing out; `now` skips what was captured since, and writes that down."),
  })
  .meta({ id: "Resume" });
export type ResumeRequest = z.infer<typeof resumeSchema>;
