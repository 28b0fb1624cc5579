import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { TestCustomer, TestStack } from "@sluice/test-kit";
import { makeRows } from "../data/make-rows.ts";
import { wideEvents } from "../data/wide-events.ts";
import { writeLines } from "../data/write-lines.ts";
import { measureProduct, peakRssMb } from "../run/measure-product.ts";
import type { Measurement } from "../run/measurement.ts";
import type { Bench, Part } from "../run/part.ts";
import { figure } from "../run/report.ts";
import { type EarlierVersion, earlierVersion } from "./earlier-version.ts";
import { type EncoderProcess, encoderProcess } from "./encoder-process.ts";
import { formatFigures } from "./format-figures.ts";
import type { FormatRounds } from "./format-rounds.ts";
import { formatTable } from "./format-table.ts";
import { writePlainBytes } from "./plain-bytes.ts";
import { type Variant, variants } from "./variants.ts";

/** The formats, against DuckDB's COPY and against gzip alone. */
export const formats: Part = {
  name: "formats",
  async measure(bench) {
    const chosen = variants.filter(({ name }) => bench.variants.includes(name));
    const { stack, customer } = await bench.customer();
    const prepared = await prepare(bench, stack, customer);
    const results = new Map(chosen.map(({ name }) => [name, noRounds()]));
    for (let round = 1; round <= bench.rounds; round++) {
      for (const variant of chosen) {
        bench.say(`round ${round}: ${variant.name}`);
        const rounds = results.get(variant.name);
        if (rounds) await measureOnce({ bench, stack, customer, prepared }, variant, rounds);
      }
    }
    const measurements: Record<string, Measurement[]> = { load: [prepared.load] };
    for (const [name, rounds] of results) {
      for (const [what, list] of Object.entries(rounds)) measurements[`${name}: ${what}`] = list;
    }
    const [api, workflows] = await Promise.all([peakRssMb(stack.configApi.pid), peakRssMb(stack.workflowService.pid)]);
    return {
      title: `${bench.events} events by (a) the encoder, (b) the product, (c) DuckDB's COPY, (d) gzip and nothing else`,
      table: formatTable(results, { events: bench.events, jsonBytes: prepared.load.bytes }),
      figures: [
        ...formatFigures(results),
        figure("RSS of config-api", api, "MB", { atMost: 300 }),
        figure("RSS of workflow-service", workflows, "MB", { atMost: 300 }),
      ],
      measurements,
    };
  },
};

function noRounds(): FormatRounds {
  return { encoder: [], product: [], duckdb: [], floor: [], before: [] };
}

interface Prepared {
  readonly load: Measurement;
  readonly encode: EncoderProcess;
  readonly earlier: EarlierVersion | null;
}

/** Makes the events, loads them into the stack's lake, and gives DuckDB its rows. */
async function prepare(bench: Bench, stack: TestStack, { project }: TestCustomer): Promise<Prepared> {
  const path = join(bench.folder, "events.jsonl");
  bench.say(`making ${bench.events} events and loading them`);
  await writeLines(path, wideEvents(bench.events));
  const script = new URL("../loading/measure-load.ts", import.meta.url);
  const load = await bench.inOwnProcess(script, [stack.lake, project, path, "--shift-to-now"]);
  await makeRows(path, bench.folder);
  const earlier = bench.before === null ? null : await earlierVersion(bench.before, bench.folder, path);
  await rm(path);
  return { load, earlier, encode: await encoderProcess(bench, stack.lake) };
}

interface Measuring {
  readonly bench: Bench;
  readonly stack: TestStack;
  readonly customer: TestCustomer;
  readonly prepared: Prepared;
}

async function measureOnce(
  { bench, stack, customer, prepared }: Measuring,
  variant: Variant,
  rounds: FormatRounds,
): Promise<void> {
  const { name, format, options, duckdb } = variant;
  rounds.encoder.push(await prepared.encode(name, customer.project));
  if (prepared.earlier) rounds.before.push(await prepared.earlier.measureEncoder(name));
  const product = await measureProduct(stack, customer, { format, options });
  rounds.product.push(product);
  if (duckdb) {
    const output = join(bench.folder, "duckdb-output");
    const script = new URL("measure-duckdb.ts", import.meta.url);
    rounds.duckdb.push(await bench.inOwnProcess(script, [bench.folder, name, output]));
    await rm(output);
  }
  const plain = join(bench.folder, `${name.replaceAll(/\W/g, "-")}.plain`);
  const isThere = await stat(plain).then(
    () => true,
    () => false,
  );
  if (isThere || (await writePlainBytes(stack, customer, product.requestId, plain))) {
    const script = new URL("measure-gzip.ts", import.meta.url);
    rounds.floor.push(await bench.inOwnProcess(script, [plain, String(bench.events)]));
  }
}
