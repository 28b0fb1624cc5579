import type { DeliverySource } from "./delivery-source.ts";

/** Several places as one, where an export was sent to one after the other: what one has not, another may have. */
export function joinedSource(sources: readonly DeliverySource[]): DeliverySource {
  const [first, ...others] = sources;
  if (first !== undefined && others.length === 0) return first;
  return {
    place: sources.map(({ place }) => place).join(" and "),
    async *list(prefix) {
      for (const source of sources) yield* source.list(prefix);
    },
    async read(key) {
      for (const source of sources) {
        const bytes = await source.read(key);
        if (bytes !== null) return bytes;
      }
      return null;
    },
  };
}
