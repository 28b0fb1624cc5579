import type { TestCustomer, TestStack } from "@sluice/test-kit";
import type { Measurement } from "./measurement.ts";
import type { PartReport } from "./report.ts";

/** Something that is measured by itself. */
export interface Part {
  readonly name: string;
  measure(bench: Bench): Promise<PartResult>;
}

export type PartResult = Pick<PartReport, "title" | "figures" | "table" | "measurements">;

/** What all parts share. */
export interface Bench {
  /** Smaller data and one round, so that all of it takes a few minutes. */
  readonly isQuick: boolean;
  readonly rounds: number;
  /** Events that the formats are measured with. */
  readonly events: number;
  /** Names of variants that are measured. */
  readonly variants: readonly string[];
  /** A checkout of an older version to measure beside this one. */
  readonly before: string | null;
  /** For a part's data; it goes when the part is through. */
  readonly folder: string;
  say(what: string): void;
  /** Runs a script, which ends with a measurement, in a process of its own. */
  inOwnProcess(script: URL, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<Measurement>;
  /** All of Sluice, started when it is first needed, with a customer of the part's own. */
  customer(): Promise<{ readonly stack: TestStack; readonly customer: TestCustomer }>;
}

/** Measures once for each round, everything of a round before the next one begins. */
export async function inRounds<Name extends string>(
  { rounds, say }: Bench,
  what: Readonly<Record<Name, () => Promise<Measurement>>>,
): Promise<Record<Name, Measurement[]>> {
  const names = Object.keys(what).filter((name): name is Name => name in what);
  const measured = recordOf<Name>(names);
  for (let round = 1; round <= rounds; round++) {
    for (const name of names) {
      say(`round ${round}: ${name}`);
      measured[name].push(await what[name]());
    }
  }
  return measured;
}

function recordOf<Name extends string>(names: readonly Name[]): Record<Name, Measurement[]> {
  const empty: Partial<Record<Name, Measurement[]>> = {};
  for (const name of names) empty[name] = [];
  const isWhole = (record: typeof empty): record is Record<Name, Measurement[]> =>
    names.every((name) => name in record);
  if (!isWhole(empty)) throw new Error("a measurement without a name");
  return empty;
}
