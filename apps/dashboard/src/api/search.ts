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

/** The seconds that name an export or a run; nothing else does. */
export function epochSecondsOf(value: unknown): number | undefined {
  const number = numberOf(value);
  return number !== undefined && number > 0 && number < 1e12 ? number : undefined;
}

/** An instant as the API takes it, in a year that calendars know. */
export function instantOf(value: unknown): string | undefined {
  const text = textOf(value);
  const isInstant = text !== undefined && /^[1-9]\d{3}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text);
  return isInstant && Date.parse(text) < lastMs ? text : undefined;
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number : undefined;
}

/** So that its day has four digits in every time zone. */
const lastMs = Date.UTC(9_999, 11, 30);
