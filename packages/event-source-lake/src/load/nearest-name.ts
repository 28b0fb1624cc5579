import { distance } from "fastest-levenshtein";

/** `; did you mean "column"?` for `colum`, or else which names there are. Reads after what was wrong with a name. */
export function orNearest(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return near === null ? `; there are: ${known.join(", ")}` : `; did you mean ${JSON.stringify(near)}?`;
}

/** The known name that a misspelt one must have meant; null where none is near. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[\s_.-]/g, "");
  const byDistance = known
    .map((candidate) => ({ candidate, edits: distance(plain(name), plain(candidate)) }))
    .sort((a, b) => a.edits - b.edits);
  const [nearest] = byDistance;
  const isNear = nearest !== undefined && nearest.edits <= Math.ceil(name.length / 3);
  return isNear ? nearest.candidate : null;
}
