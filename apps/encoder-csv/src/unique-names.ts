import { keyDigest } from "@sluice/encoding";

/** A column that is not one of the fixed ones, and the name it would have. */
export interface NamedColumn {
  readonly key: string;
  readonly name: string;
}

/**
 * Gives each column a name that no other has: its own, or, where that is `taken` or another column's too, one that ends
 * with `~` and 8 hex digits of the SHA-256 of its key's JSON text.
 */
export function uniqueNames(
  fixed: readonly string[],
  others: readonly NamedColumn[],
  taken: ReadonlySet<string>,
): (column: NamedColumn) => string {
  const names = others.map(({ name }) => name);
  const shared = sharedNames(names);
  const used = new Set([...fixed, ...names]);
  return ({ key, name }) => {
    if (!taken.has(name) && !shared.has(name)) return name;
    let unique = name;
    do unique += `~${keyDigest(key)}`;
    while (used.has(unique));
    used.add(unique);
    return unique;
  };
}

function sharedNames(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}
