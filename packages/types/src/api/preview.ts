import { z } from "zod";
import { windowAnswerSchema } from "../time.ts";

const measured = windowAnswerSchema.describe(
  "Where the records are from: the window itself, or, where that lies ahead, as long a time before now.",
);

const shown = {
  measured,
  eventName: z.string().nullable().describe("Whose records they are; null for profiles."),
  key: z.string().describe("The first object's name, if the export were created now."),
  records: z.int().describe("How many are shown."),
  truncated: z.boolean().describe("Whether the run has more of this event than is shown."),
};

/** The first records of an export as its first object would hold them, made by an encoder of its format. */
export const previewAnswerSchema = z
  .discriminatedUnion("kind", [
    z
      .object({ kind: z.literal("text"), text: z.string().describe("Before it is compressed."), ...shown })
      .meta({ id: "TextPreview" }),
    z
      .object({
        kind: z.literal("table"),
        columns: z.array(z.string()),
        rows: z.array(z.array(z.string().nullable())).describe("A cell for each column, as text."),
        ...shown,
      })
      .meta({ id: "TablePreview" }),
    z.object({ kind: z.literal("empty"), measured }).meta({ id: "EmptyPreview", description: "There is no record." }),
  ])
  .meta({ id: "Preview" });
export type PreviewAnswer = z.infer<typeof previewAnswerSchema>;
