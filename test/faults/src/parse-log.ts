import { z } from "zod";

/** What every line of every app's log has, and what those have that are about a request or a run. */
const logLineSchema = z.looseObject({
  time: z.iso.datetime({ precision: 3 }),
  level: z.enum(["trace", "debug", "info", "warn", "error", "fatal"]),
  name: z.enum(["config-api", "workflow-service", "encoder-json", "encoder-csv", "encoder-xml", "encoder-parquet"]),
  pid: z.int(),
  msg: z.string(),
  runId: z
    .string()
    .regex(/^\d+-\d+$/)
    .optional(),
  httpRequestId: z.string().optional(),
});
export type LogLine = z.infer<typeof logLineSchema>;

/** Throws for a line that is not JSON, or lacks what all lines have. The last one may still be being written. */
export function parseLog(bytes: Uint8Array): LogLine[] {
  const text = Buffer.from(bytes).toString();
  const lines = text
    .slice(0, Math.max(0, text.lastIndexOf("\n")))
    .split("\n")
    .filter((line) => line !== "");
  return lines.map((line) => logLineSchema.parse(JSON.parse(line)));
}
