import { createHash } from "node:crypto";

export interface Marking {
  /** What can be written of a key. */
  readonly clean: (key: string) => string;
  /** What readers take names for; themselves unless told. */
  readonly fold?: (name: string) => string;
}

/** The names that a run's keys have by the rules of docs/formats.md, told here once more without the encoders' code. */
export function markedNames(keys: readonly string[], { clean, fold }: Marking): (key: string) => string {
  const hash = (key: string) => `~${createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 8)}`;
  const share = (key: string, nameOf: (key: string) => string) =>
    keys.some((k) => k !== key && nameOf(k) === nameOf(key));
  const once = new Map(
    keys.map((key) => [key, key !== clean(key) && share(key, clean) ? clean(key) + hash(key) : clean(key)]),
  );
  const nameOnce = (key: string) => once.get(key) ?? clean(key);
  if (fold === undefined) return nameOnce;
  const counts = Map.groupBy(keys, (key) => fold(nameOnce(key)));
  // Columns are marked by their whole name, which readers of entries don't see.
  return (key) => ((counts.get(fold(nameOnce(key)))?.length ?? 0) > 1 ? `${nameOnce(key)}~` : nameOnce(key));
}
