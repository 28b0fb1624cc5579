import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { loadRecords } from "@sluice/event-source-lake";
import type { TestCustomer, TestStack } from "@sluice/test-kit";
import { z } from "zod";

const dayMs = 86_400_000;
const loadMs = 4 * 3_600_000;
const loadsPerDay = dayMs / loadMs;
const timed = z.looseObject({ ts: z.string() });

export interface PastLoads {
  readonly days: number;
  readonly nowMs: number;
}

/**
 * Loads Wikipedia's edits as if they had come in over the last days, every four hours what was edited at that time of the
 * day, and a web shop's orders and customers at first. Gives when the first day began, in epoch milliseconds.
 */
export async function loadAsOfThePast(stack: TestStack, { project }: TestCustomer, past: PastLoads): Promise<number> {
  const { days, nowMs } = past;
  const startMs = Math.floor(nowMs / loadMs) * loadMs - days * dayMs;
  const load = (inputs: readonly string[], atMs: number, shiftToNow: boolean) =>
    loadRecords({
      directory: stack.lake,
      project,
      inputs: inputs.map((path) => ({ path, kind: "jsonl" as const })),
      shiftToNow,
      now: () => atMs,
    });
  const shop = ["events", "customers"].map((name) => example(`online-retail/${name}.jsonl.gz`));
  await load(shop, startMs, true);

  const edits = gunzipSync(await readFile(example("wikipedia-edits/events.jsonl.gz"))).toString();
  const bands: string[][] = Array.from({ length: days * loadsPerDay }, () => []);
  for (const [index, line] of edits.trimEnd().split("\n").entries()) {
    const edit = timed.parse(JSON.parse(line));
    const inDayMs = Date.parse(edit.ts) % dayMs;
    const day = index % days;
    const tsMs = startMs + day * dayMs + inDayMs - (startMs % dayMs);
    const band = Math.floor((tsMs - startMs) / loadMs);
    bands[band]?.push(JSON.stringify({ ...edit, ts: new Date(tsMs).toISOString() }));
  }
  const path = join(stack.directory, "past.jsonl");
  for (const [index, lines] of bands.entries()) {
    if (lines.length === 0) continue;
    await writeFile(path, lines.join("\n"));
    await load([path], startMs + (index + 1) * loadMs - 1_000, false);
  }
  return startMs;
}

function example(name: string): string {
  return fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url));
}
