import { z } from "zod";
import { instantSchema, requestIdSchema } from "../time.ts";
import type { ExportAnswer } from "./exports.ts";
import { statedErrorSchema } from "./problem.ts";
import type { RunProgress } from "./runs.ts";

const troubledSchema = z
  .object({
    count: z.int().describe("How many there are in all."),
    items: z
      .array(
        z
          .object({
            requestId: requestIdSchema,
            name: z.string().nullable(),
            since: instantSchema,
            error: statedErrorSchema.nullable().describe("Null for one that is late."),
          })
          .meta({ id: "TroubledExport" }),
      )
      .describe("The first of them."),
  })
  .meta({ id: "TroubledExports" });

/** What of a project's exports somebody should look at; archived ones are not among it. */
export const attentionAnswerSchema = z
  .object({
    failing: troubledSchema.describe("Whose last run failed, and since when; those that stopped are not among them."),
    late: troubledSchema.describe(
      "Whose run should have begun half an hour ago or earlier, and of which nothing has moved since; and when.",
    ),
    stopped: troubledSchema.describe("Recurring ones that stopped themselves after failing for days, and when."),
  })
  .meta({ id: "Attention" });
export type AttentionAnswer = z.infer<typeof attentionAnswerSchema>;

/** The data of the events of the activity log's stream, by their names. */
export interface ActivityEvents {
  /** The first one: the stream stands. */
  readonly hello: Record<string, never>;
  readonly exports: ChangedExports;
  /** All runs that have not ended, whenever anything about them changes. */
  readonly progress: { readonly runs: readonly RunPace[] };
  readonly attention: AttentionAnswer;
}

/** Exports that were made or changed; or that too many were, so that whoever shows them has to ask for them again. */
export type ChangedExports =
  | { readonly exports: readonly ExportAnswer[]; readonly reload: false }
  | { readonly exports: readonly []; readonly reload: true };

export interface RunPace extends RunProgress {
  /** Over the last seconds; null before anything can be said. */
  readonly recordsPerSecond: number | null;
  /** At that pace; null where none is known. */
  readonly secondsLeft: number | null;
}
