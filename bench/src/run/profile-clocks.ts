import { randomUUID } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Measurement, measurementSchema } from "./measurement.ts";

type Clock = NonNullable<Measurement["clock"]>;

const suffix = ".clock.json";

/** Keeps, beside a script's profiles, from when to when something was measured: they are of all that its processes did. */
export async function keepClock(folder: string, clock: Clock): Promise<void> {
  await writeFile(join(folder, `${randomUUID()}${suffix}`), JSON.stringify(clock));
}

export async function clocksIn(folder: string): Promise<Clock[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(suffix));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  const schema = measurementSchema.shape.clock.unwrap();
  return texts.map((text) => schema.parse(JSON.parse(text)));
}
