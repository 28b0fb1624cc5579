import { compareCodePoints } from "@sluice/types";

/** Names of events by their numbers, and which comes where in code-point order. */
export interface EventOrder {
  readonly names: readonly string[];
  readonly ranks: Uint32Array;
}

export function eventOrder(names: readonly string[]): EventOrder {
  const ranks = new Uint32Array(names.length);
  const numbers = names.map((_, number) => number);
  numbers.sort((a, b) => compareCodePoints(names[a] ?? "", names[b] ?? ""));
  for (const [rank, number] of numbers.entries()) ranks[number] = rank;
  return { names, ranks };
}
