import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { type Measurement, measurementSchema } from "../run/measurement.ts";

export interface EarlierVersion {
  measureEncoder(variant: string): Promise<Measurement>;
}

const run = promisify(execFile);
const project = "earlier";

/** What every version's bench says of its encoder. */
const foundSchema = measurementSchema.extend({
  cpuSeconds: z.number().default(0),
  pieces: z.number().default(0),
});

/** Where it was in which version. */
const scripts = ["bench/src/formats/measure-encoder.ts", "bench/src/measure-encoder.ts"];

/** Has another checkout load the same events into a lake of its own, as its lakes may have another layout. */
export async function earlierVersion(checkout: string, folder: string, events: string): Promise<EarlierVersion> {
  const lake = join(folder, "earlier-lake");
  const env = { ...process.env, SLUICE_LAKE: lake, SLUICE_PROJECT: project };
  const options = { cwd: checkout, env, maxBuffer: 1e8 };
  const load = ["apps/cli/src/main.ts", "load", events, "--shift-to-now", "--new-project"];
  await run(process.execPath, load, options);
  const script = scripts.map((path) => join(checkout, path)).find((path) => existsSync(path));
  if (script === undefined) throw new Error(`${checkout} has no bench that this one knows`);
  return {
    async measureEncoder(variant) {
      const { stdout } = await run(process.execPath, [script, lake, project, variant], options);
      return foundSchema.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
    },
  };
}
