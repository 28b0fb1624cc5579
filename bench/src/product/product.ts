import { rm } from "node:fs/promises";
import { join } from "node:path";
import { wideEvents } from "../data/wide-events.ts";
import { writeLines } from "../data/write-lines.ts";
import { encoderProcess } from "../formats/encoder-process.ts";
import { timeRatio } from "../formats/format-figures.ts";
import { variants } from "../formats/variants.ts";
import { measureProduct } from "../run/measure-product.ts";
import type { Measurement } from "../run/measurement.ts";
import type { Part } from "../run/part.ts";
import { inRounds } from "../run/part.ts";
import { figure } from "../run/report.ts";

/** What the product adds to its encoders. */
export const product: Part = {
  name: "product",
  async measure(bench) {
    const events = bench.isQuick ? 300_000 : 1_000_000;
    const { stack, customer } = await bench.customer();
    const path = join(bench.folder, "events.jsonl");
    bench.say(`making ${events} events and loading them`);
    await writeLines(path, wideEvents(events));
    const load = new URL("../loading/measure-load.ts", import.meta.url);
    await bench.inOwnProcess(load, [stack.lake, customer.project, path, "--shift-to-now"]);
    await rm(path);

    const encode = await encoderProcess(bench, stack.lake);
    const measurements: Record<string, Measurement[]> = {};
    const figures = [];
    for (const variant of variants.filter(({ name }) => bench.variants.includes(name))) {
      const { name, format, options } = variant;
      bench.say(name);
      const rounds = await inRounds(bench, {
        encoder: () => encode(name, customer.project),
        product: () => measureProduct(stack, customer, { format, options }),
      });
      for (const [what, list] of Object.entries(rounds)) measurements[`${name}: ${what}`] = list;
      figures.push(figure(`${name}, b/a`, timeRatio(rounds.product, rounds.encoder), "ratio", { atMost: 1.25 }));
    }
    const title = `The whole product against its encoder alone, at ${events} events`;
    return { title, figures, table: null, measurements };
  },
};
