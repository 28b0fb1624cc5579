import { rm } from "node:fs/promises";
import { join } from "node:path";
import { largeEvents } from "../data/large-events.ts";
import { wideEvents } from "../data/wide-events.ts";
import { writeLines } from "../data/write-lines.ts";
import { encoderProcess } from "../formats/encoder-process.ts";
import { variants } from "../formats/variants.ts";
import type { Measurement } from "../run/measurement.ts";
import type { Bench, Part } from "../run/part.ts";
import { figure } from "../run/report.ts";

const target = { atMost: 512 };

/** The most memory that an encoder ever has, whatever it is given. */
export const memory: Part = {
  name: "memory",
  async measure(bench) {
    const events = bench.isQuick ? 1_000_000 : 5_000_000;
    const large = bench.isQuick ? 500 : 3_000;
    const inputs = [
      { name: `${events} events`, project: "many", lines: wideEvents(events) },
      { name: `${large} events of 500 KB`, project: "large", lines: largeEvents(large, 500_000) },
    ];
    const encode = await encoderProcess(bench, join(bench.folder, "lake"));
    const measurements: Record<string, Measurement[]> = {};
    const figures = [];
    for (const { name, project, lines } of inputs) {
      const load = await loaded(bench, project, lines);
      measurements[`load of ${name}`] = [load];
      figures.push(figure(`loading ${name}`, load.peakRssMb, "MB", target));
      for (const variant of variants.filter((one) => bench.variants.includes(one.name))) {
        bench.say(`${variant.name}, ${name}`);
        const found = await encode(variant.name, project);
        measurements[`${variant.name}, ${name}`] = [found];
        figures.push(figure(`${variant.name}, ${name}`, found.peakRssMb, "MB", target));
      }
    }
    return { title: "Memory of an encoder, its threads included", figures, table: null, measurements };
  },
};

async function loaded(bench: Bench, project: string, lines: Iterable<string>): Promise<Measurement> {
  const path = join(bench.folder, "events.jsonl");
  bench.say(`making and loading "${project}"`);
  await writeLines(path, lines);
  const script = new URL("../loading/measure-load.ts", import.meta.url);
  const load = await bench.inOwnProcess(script, [join(bench.folder, "lake"), project, path]);
  await rm(path);
  return load;
}
