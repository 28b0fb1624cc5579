const maxMatches = 3;
const maxNameLength = 200;

/** The known names that look most like `name`, best first; none when nothing does. */
export function closeMatches(name: string, known: readonly string[]): string[] {
  const wanted = simplified(name);
  const maxDistance = Math.max(1, Math.floor(wanted.length / 3));
  return known
    .filter((candidate) => candidate.length <= maxNameLength && wanted.length <= maxNameLength)
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, simplified(candidate), maxDistance) }))
    .filter(({ distance }) => distance <= maxDistance)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, maxMatches)
    .map(({ candidate }) => candidate);
}

/** Case, spaces and punctuation are what people get wrong most. */
function simplified(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s_.:-]+/g, " ")
    .trim();
}

/** Levenshtein's distance; a beginning is as near as one slip. Gives up beyond `most`. */
function distanceOf(a: string, b: string, most: number): number {
  if (a === b) return 0;
  const isBeginning = Math.min(a.length, b.length) >= 3 && (a.startsWith(b) || b.startsWith(a));
  if (isBeginning) return 1;
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row[b.length] ?? most + 1;
}
