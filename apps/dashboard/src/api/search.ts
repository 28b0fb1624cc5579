/** Reads what an address says. What is none of what may stand there is as if it were not there. */

export function oneOf<T extends string>(all: readonly T[], value: unknown): T | undefined {
  return all.find((one) => one === value);
}

export function severalOf<T extends string>(all: readonly T[], value: unknown): readonly T[] | undefined {
  const values = Array.isArray(value) ? value : [value];
  const found = all.filter((one) => values.includes(one));
  return found.length > 0 ? found : undefined;
}

/** Numbers in an address come as numbers. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

export function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : undefined;
}
