import { z } from "zod";
import { measurementSchema } from "./measurement.ts";

const units = ["ratio", "s", "ms", "µs", "MB", "records/s", "objects", "segments"] as const;
export type Unit = (typeof units)[number];

/** Something that was found, and what it should be. */
const figureSchema = z.object({
  name: z.string(),
  value: z.number(),
  unit: z.enum(units),
  target: z.union([z.object({ atMost: z.number() }), z.object({ atLeast: z.number() })]).nullable(),
});
export type Figure = z.infer<typeof figureSchema>;

const partReportSchema = z.object({
  name: z.string(),
  title: z.string(),
  /** What all of it took. */
  seconds: z.number(),
  figures: z.array(figureSchema),
  /** A table for people, its header first. */
  table: z.array(z.array(z.string())).nullable(),
  /** All rounds of what was measured. */
  measurements: z.record(z.string(), z.array(measurementSchema)),
});
export type PartReport = z.infer<typeof partReportSchema>;

/** Everything that a run of the bench found. */
export const reportSchema = z.object({
  machine: z.object({
    cores: z.int(),
    model: z.string(),
    node: z.string(),
    memoryMb: z.int(),
    /** Of the last minute before it began. */
    loadAverage: z.number(),
  }),
  isQuick: z.boolean(),
  rounds: z.int(),
  parts: z.array(partReportSchema),
});
export type Report = z.infer<typeof reportSchema>;

/** A figure without a target says something for people to look at. */
export function figure(name: string, value: number, unit: Unit, target: Figure["target"] = null): Figure {
  return { name, value, unit, target };
}

/** Null where there is no target. */
export function isMet({ value, target }: Figure): boolean | null {
  if (target === null) return null;
  return "atMost" in target ? value <= target.atMost : value >= target.atLeast;
}
