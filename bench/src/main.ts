import { execFile } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { createGunzip } from "node:zlib";
import { loadRecords } from "@sluice/event-source-lake";
import { scriptOptions } from "@sluice/local";
import { type TestCustomer, type TestStack, testCustomer, testStack } from "@sluice/test-kit";
import { makeEvents } from "./make-events.ts";
import { makeRows } from "./make-rows.ts";
import { measureProduct, peakRssMb } from "./measure-product.ts";
import { type Measurement, measurementSchema } from "./measurement.ts";
import { printTable, type VariantResult } from "./print-table.ts";
import { variants } from "./variants.ts";

const options = scriptOptions(
  `
Measures Sluice against DuckDB's COPY and against gzip alone, in one run, and prints the table of docs/performance.md.

  --events N        events to make and export (300000)
  --rounds N        how often each is measured; medians are shown (3)
  --variants A,B    of ${variants.map(({ name }) => name).join(", ")} (all)
  --json            the figures as JSON
  --help            this text
`,
  {
    events: { type: "string", default: "300000" },
    rounds: { type: "string", default: "3" },
    variants: { type: "string", default: variants.map(({ name }) => name).join(",") },
    json: { type: "boolean", default: false },
  },
);
const events = Number(options.events);
const chosen = variants.filter(({ name }) => options.variants.split(",").includes(name));
const say = (text: string) => void (options.json || console.error(text));

say("starting the servers");
await using stack = await testStack({ onProgress: () => undefined });
const customer = await testCustomer(stack);
const folder = join(stack.directory, "bench");
await mkdir(folder);
const source = await prepare(stack, customer);

type Measured = Record<keyof VariantResult["measured"], Measurement[]>;
const nothingYet = (): Measured => ({ encoder: [], product: [], duckdb: [], floor: [] });
const results = new Map(chosen.map(({ name }) => [name, nothingYet()]));
for (let round = 1; round <= Number(options.rounds); round++) {
  for (const variant of chosen) {
    const { name, duckdb } = variant;
    say(`round ${round}: ${name}`);
    const measured = results.get(name);
    measured?.encoder.push(await inItsOwnProcess("measure-encoder.ts", stack.lake, customer.project, name));
    measured?.product.push(await measureProduct(stack, customer, variant));
    if (duckdb) {
      const output = join(folder, "duckdb-output");
      measured?.duckdb.push(await inItsOwnProcess("measure-duckdb.ts", folder, name, output));
      await rm(output);
    }
    const plain = await plainBytes(variant.name);
    if (plain) measured?.floor.push(await inItsOwnProcess("measure-gzip.ts", plain, String(events)));
  }
}
const services = {
  "config-api": await peakRssMb(stack.configApi.pid),
  "workflow-service": await peakRssMb(stack.workflowService.pid),
};
const table = chosen.map(({ name }): VariantResult => {
  const measured = results.get(name) ?? nothingYet();
  return { name, measured };
});
if (options.json) console.log(JSON.stringify({ events, source, services, variants: table }, null, 2));
else printTable({ events, source, services, variants: table });

/** Makes the events and loads them into the stack's lake; the first export of each format warms the services up. */
async function prepare(stack: TestStack, customer: TestCustomer) {
  const path = join(folder, "events.jsonl");
  say(`making ${events} events`);
  await makeEvents(path, events);
  const { size } = await stat(path);
  say(`loading ${Math.round(size / 1e6)} MB of JSON`);
  const startedMs = performance.now();
  const { directory, project } = { directory: stack.lake, project: customer.project };
  await loadRecords({ directory, project, inputs: [{ path, kind: "jsonl" }], shiftToNow: true });
  const loadSeconds = (performance.now() - startedMs) / 1_000;
  await makeRows(path, folder);
  await rm(path);
  return { jsonBytes: size, loadSeconds };
}

async function inItsOwnProcess(script: string, ...args: string[]): Promise<Measurement> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [path, ...args], { maxBuffer: 1e8 });
  return measurementSchema.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
}

/** The bytes that the last export of this variant compressed, as one file; null where nothing was gzipped. */
async function plainBytes(name: string): Promise<string | null> {
  const path = join(folder, `${name.replaceAll(/\W/g, "-")}.plain`);
  const keys = (await customer.storedKeys()).filter((key) => key.endsWith(".gz"));
  const requestId = latestRequestId(await customer.storedKeys());
  const own = keys.filter((key) => key.startsWith(requestId));
  if (own.length === 0) return null;
  if ((await readdir(folder)).includes(`${name.replaceAll(/\W/g, "-")}.plain`)) return path;
  await writeFile(path, "");
  for (const key of own) {
    const stored = join(stack.bucketsFolder, customer.bucket.target.bucket, key);
    await pipeline(createReadStream(stored), createGunzip(), createWriteStream(path, { flags: "a" }));
  }
  return path;
}

function latestRequestId(keys: readonly string[]): string {
  return (
    keys
      .map((key) => key.slice(0, key.indexOf("-")))
      .sort()
      .at(-1) ?? ""
  );
}
