import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pc from "picocolors";
import { z } from "zod";
import { printTable } from "./print-table.ts";
import { clocksIn } from "./profile-clocks.ts";

const shown = 12;

/** Of each measuring script, the functions that most of the measured time was in, over all its processes and threads. */
export async function printProfiles(folder: string): Promise<void> {
  for (const part of await readdir(folder)) {
    for (const script of await readdir(join(folder, part))) {
      const own = await timesIn(join(folder, part, script));
      const all = own.reduce((sum, [, ms]) => sum + ms, 0);
      console.log(`\n${pc.bold(`${part}: ${script}`)}, where ${(all / 1_000).toFixed(1)} s in JavaScript went\n`);
      const rows = own
        .slice(0, shown)
        .map(([name, ms]) => [name, `${Math.round(ms)} ms`, `${((100 * ms) / all).toFixed(0)} %`]);
      printTable([["function", "itself", "share"], ...rows]);
    }
  }
}

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
    }),
  ),
  /** In microseconds, of no day. */
  startTime: z.number(),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

/** Nobody works in it. */
const waiting = new Set(["(idle)", "(root)"]);

async function timesIn(folder: string): Promise<[name: string, ms: number][]> {
  const times = new Map<string, number>();
  const clocks = await clocksIn(folder);
  for (const file of (await readdir(folder)).filter((name) => name.endsWith(".cpuprofile"))) {
    const profile = profileSchema.parse(JSON.parse(await readFile(join(folder, file), "utf8")));
    const { nodes, samples, timeDeltas } = profile;
    let atUs = profile.startTime;
    const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
    for (const [index, sample] of samples.entries()) {
      const name = names.get(sample) ?? "";
      atUs += timeDeltas[index] ?? 0;
      if (waiting.has(name) || !clocks.some(({ fromUs, toUs }) => atUs >= fromUs && atUs <= toUs)) continue;
      times.set(name, (times.get(name) ?? 0) + (timeDeltas[index] ?? 0) / 1_000);
    }
  }
  return [...times].sort(([, a], [, b]) => b - a);
}

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

function nameOf({ functionName, url, lineNumber }: CallFrame): string {
  const file = url.split("/").slice(-2).join("/");
  return file === "" ? functionName : `${functionName || "(anonymous)"} ${file}:${lineNumber + 1}`;
}
