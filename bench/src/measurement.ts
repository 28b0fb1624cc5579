import { z } from "zod";

/** What one measuring process found. */
export const measurementSchema = z.object({
  seconds: z.number(),
  records: z.number(),
  /** Of what was made, as stored. */
  bytes: z.number(),
  /** The most memory that the process ever had. */
  peakRssMb: z.number(),
});
export type Measurement = z.infer<typeof measurementSchema>;

/** Runs something and prints what it took, as the last line. */
export async function measured(
  work: () => Promise<{ readonly records: number; readonly bytes: number }>,
): Promise<void> {
  const startedMs = performance.now();
  const { records, bytes } = await work();
  const seconds = (performance.now() - startedMs) / 1_000;
  const peakRssMb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ seconds, records, bytes, peakRssMb } satisfies Measurement));
}
