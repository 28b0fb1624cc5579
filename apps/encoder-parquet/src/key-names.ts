import { createHash } from "node:crypto";
import type { KeyTypes } from "@sluice/types";

/**
 * Names keys in UTF-8. Lone surrogates become U+FFFD; where that makes a key the same text as another one, it also gets
 * `~` and the first 8 hex digits of the SHA-256 of its JSON text, so that no two keys ever share a name.
 */
export function keyNames(schema: readonly KeyTypes[]): (key: string) => string {
  const uses = new Map<string, number>();
  for (const { key } of schema) uses.set(key.toWellFormed(), (uses.get(key.toWellFormed()) ?? 0) + 1);
  return (key) => {
    if (key.isWellFormed()) return key;
    const name = key.toWellFormed();
    return (uses.get(name) ?? 0) > 1 ? `${name}~${digest(key)}` : name;
  };
}

function digest(key: string): string {
  return createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 8);
}
