import { z } from "zod";

/** What one measuring process found. */
export const measurementSchema = z.object({
  seconds: z.number(),
  /** Of all the process's threads. */
  cpuSeconds: z.number(),
  records: z.number(),
  /** Of what was made, as stored. */
  bytes: z.number(),
  /** Objects, segments or files: how many things were made. */
  pieces: z.number(),
  /** The most memory that the process ever had. */
  peakRssMb: z.number(),
  /** From when to when, in microseconds of the clock that CPU profiles tell the time by. */
  clock: z.object({ fromUs: z.number(), toUs: z.number() }).optional(),
});
export type Measurement = z.infer<typeof measurementSchema>;

export type Made = Pick<Measurement, "records" | "bytes" | "pieces">;

/** Runs something and prints what it took, as the last line. */
export async function measured(work: () => Promise<Made>): Promise<void> {
  const [startedMs, startedCpu, fromUs] = [performance.now(), process.cpuUsage(), nowUs()];
  const { records, bytes, pieces } = await work();
  const seconds = (performance.now() - startedMs) / 1_000;
  const { user, system } = process.cpuUsage(startedCpu);
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const cpuSeconds = (user + system) / 1e6;
  const clock = { fromUs, toUs: nowUs() };
  console.log(JSON.stringify({ seconds, cpuSeconds, records, bytes, pieces, peakRssMb, clock } satisfies Measurement));
}

function nowUs(): number {
  return Number(process.hrtime.bigint() / 1_000n);
}

/** The round in the middle, by how long it took. */
export function medianOf(rounds: readonly Measurement[]): Measurement | null {
  const sorted = rounds.toSorted((a, b) => a.seconds - b.seconds);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

/** The most memory of all rounds, in MB. */
export function peakOf(rounds: readonly Measurement[]): number {
  return Math.max(...rounds.map(({ peakRssMb }) => peakRssMb));
}

/** The middle one of some numbers; of none it is not a number. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
