import { rm } from "node:fs/promises";
import { join } from "node:path";
import { eventNames, smallEvents } from "../data/small-events.ts";
import { writeLines } from "../data/write-lines.ts";
import { encoderProcess } from "../formats/encoder-process.ts";
import { variantNamed } from "../formats/variants.ts";
import { cpuSecondsOf, measureProduct } from "../run/measure-product.ts";
import { type Measurement, median } from "../run/measurement.ts";
import { inRounds, type Part } from "../run/part.ts";
import { type Figure, figure } from "../run/report.ts";

/** A run of very many events, each with one record: what a segment and an object cost. */
export const tiny: Part = {
  name: "tiny",
  async measure(bench) {
    const segments = bench.isQuick ? 2_000 : 12_000;
    const { stack, customer } = await bench.customer();
    const path = join(bench.folder, "events.jsonl");
    await writeLines(path, smallEvents({ count: segments, eventNames: eventNames(segments) }));
    const load = new URL("../loading/measure-load.ts", import.meta.url);
    await bench.inOwnProcess(load, [stack.lake, customer.project, path, "--shift-to-now"]);
    await rm(path);

    const encode = await encoderProcess(bench, stack.lake);
    const measurements: Record<string, Measurement[]> = {};
    const figures: Figure[] = [];
    for (const name of bench.isQuick ? ["json"] : ["json", "parquet map"]) {
      if (!bench.variants.includes(name)) continue;
      const { format, options } = variantNamed(name);
      const startedCpu = await cpuSecondsOf([stack.workflowService.pid]);
      const { product, alone } = await inRounds(bench, {
        product: () => measureProduct(stack, customer, { format, options }),
        alone: () => encode(name, customer.project),
      });
      const serviceCpu = (await cpuSecondsOf([stack.workflowService.pid])) - startedCpu;
      measurements[`${name}: product`] = product;
      measurements[`${name}: encoder`] = alone;
      const wallMs = median(product.map(({ seconds }) => seconds)) * 1_000;
      figures.push(
        figure(`${name}: encoder CPU for a segment`, cpuMsOf(product) / segments, "ms", { atMost: 2 }),
        figure(`${name}: wall time for a segment`, wallMs / segments, "ms", { atMost: 3 }),
        figure(`${name}: encoder CPU for a segment that is not stored`, cpuMsOf(alone) / segments, "ms"),
        figure(`${name}: workflow-service CPU for a segment`, (serviceCpu * 1_000) / segments / bench.rounds, "ms"),
      );
    }
    const title = `${segments} event names of one record each, by the whole product`;
    return { title, figures, table: null, measurements };
  },
};

function cpuMsOf(rounds: readonly Measurement[]): number {
  return median(rounds.map(({ cpuSeconds }) => cpuSeconds)) * 1_000;
}
