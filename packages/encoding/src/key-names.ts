import { createHash } from "node:crypto";
import type { FormatOptions, KeyTypes } from "@sluice/types";

/**
 * Names keys where not every text can be written: `clean` gives what can. Where that makes a key the same text as another
 * one, it also gets `~` and the first 8 hex digits of the SHA-256 of its JSON text, so that no two keys share a name. The
 * names depend on a run's plan alone.
 */
export function keyNames(
  schema: readonly KeyTypes[],
  clean: (key: string) => string = (key) => key.toWellFormed(),
): (key: string) => string {
  const uses = new Map<string, number>();
  for (const { key } of schema) uses.set(clean(key), (uses.get(clean(key)) ?? 0) + 1);
  const names = new Map<string, string>();
  for (const { key } of schema) {
    const cleaned = clean(key);
    if (cleaned === key || uses.get(cleaned) === 1) continue;
    let name = cleaned;
    do name += `~${keyDigest(key)}`;
    while (uses.has(name));
    uses.set(name, 1);
    names.set(key, name);
  }
  return (key) => names.get(key) ?? clean(key);
}

export type ColumnNameStyle = FormatOptions["columnNames"];

/**
 * Names columns for readers that take letters of either case for the same: columns that only differ so, or that become
 * the same when underscored, each get a mark and 8 hex digits. The first `fixed` ones are known by their names, so they keep
 * them.
 */
export function foldedColumnNames(names: readonly string[], fixed: number, style: ColumnNameStyle): readonly string[] {
  const { mark, write } = columnStyles[style];
  const written = names.map(write);
  const uses = new Map<string, number>();
  for (const name of written) uses.set(fold(name), (uses.get(fold(name)) ?? 0) + 1);
  return written.map((name, index) => {
    if (index < fixed || uses.get(fold(name)) === 1) return name;
    let unique = name;
    do unique += `${mark}${keyDigest(names[index] ?? "")}`;
    while (uses.has(fold(unique)));
    uses.set(fold(unique), 1);
    return unique;
  });
}

/** `a.b c` as it is, or as `a_b_c`, which BigQuery and Spark take unquoted. */
const columnStyles: Readonly<
  Record<ColumnNameStyle, { readonly mark: string; readonly write: (name: string) => string }>
> = {
  dotted: { mark: "~", write: (name) => name },
  underscored: { mark: "_", write: (name) => name.replace(/[^\p{L}\p{N}_]/gu, "_") },
};

function fold(name: string): string {
  return name.toLowerCase();
}

/** Of a key's JSON text, in which even halves of surrogate pairs differ. */
export function keyDigest(key: string): string {
  return createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 8);
}
