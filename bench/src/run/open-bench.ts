import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type TestStack, temporaryDirectory, testCustomer, testStack } from "@sluice/test-kit";
import { type Measurement, measurementSchema } from "./measurement.ts";
import type { Bench, Part, PartResult } from "./part.ts";
import { keepClock } from "./profile-clocks.ts";

export interface BenchOptions extends Pick<Bench, "isQuick" | "rounds" | "events" | "variants" | "before"> {
  readonly say: (text: string) => void;
  /** A folder for CPU profiles of the measuring processes; none are made where it is null. */
  readonly profiles: string | null;
}

export interface OpenBench extends AsyncDisposable {
  measure(part: Part): Promise<PartResult>;
}

/** Measures parts, one after the other, each in a folder of its own; one stack serves all that need it. */
export function openBench(options: BenchOptions): OpenBench {
  const { say, profiles } = options;
  let stack: Promise<TestStack> | undefined;
  return {
    async measure(part) {
      await using folder = await temporaryDirectory();
      return await part.measure({
        isQuick: options.isQuick,
        rounds: options.rounds,
        events: options.events,
        variants: options.variants,
        before: options.before,
        folder: folder.path,
        say: (what) => say(`${part.name}: ${what}`),
        inOwnProcess: (script, args, env) => inOwnProcess(script, args, env, profiles && join(profiles, part.name)),
        async customer() {
          stack ??= testStack({ onProgress: () => undefined });
          return { stack: await stack, customer: await testCustomer(await stack) };
        },
      });
    },
    async [Symbol.asyncDispose]() {
      await (await stack)?.[Symbol.asyncDispose]();
    },
  };
}

async function inOwnProcess(
  script: URL,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  profiles: string | null,
): Promise<Measurement> {
  const path = fileURLToPath(script);
  const folder = profiles === null ? null : await profileFolder(profiles, path);
  const flags = folder === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${folder}`];
  const { stdout } = await promisify(execFile)(process.execPath, [...flags, path, ...args], {
    maxBuffer: 1e8,
    env: { ...process.env, ...env },
  });
  const measurement = measurementSchema.parse(JSON.parse(stdout.trim().split("\n").at(-1) ?? ""));
  if (folder !== null && measurement.clock) await keepClock(folder, measurement.clock);
  return measurement;
}

async function profileFolder(profiles: string, script: string): Promise<string> {
  const folder = join(profiles, basename(script, ".ts"));
  await mkdir(folder, { recursive: true });
  return folder;
}
