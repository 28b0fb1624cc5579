import { join } from "node:path";
import { eventNames, smallEvents } from "../data/small-events.ts";
import { writeLines } from "../data/write-lines.ts";
import type { Measurement } from "../run/measurement.ts";
import type { Bench } from "../run/part.ts";

/** Measures the encoder of a variant with everything of a project; before that it encodes other projects. */
export type EncoderProcess = (variant: string, project: string, warmUp?: readonly string[]) => Promise<Measurement>;

const starter = "starter";

/**
 * Encoders of a lake, in a process of their own each time. Their threads have started when the measuring begins, by a
 * project of a single event: encoder apps run all the time.
 */
export async function encoderProcess(bench: Bench, lake: string): Promise<EncoderProcess> {
  const path = join(bench.folder, "starter.jsonl");
  await writeLines(path, smallEvents({ count: 1, eventNames: eventNames(1) }));
  await bench.inOwnProcess(new URL("../loading/measure-load.ts", import.meta.url), [lake, starter, path]);
  const script = new URL("measure-encoder.ts", import.meta.url);
  return (variant, project, warmUp = []) => bench.inOwnProcess(script, [lake, project, variant, starter, ...warmUp]);
}
