import type { RejectedLine, Rejections } from "./errors.ts";
import { tooLong } from "./input-lines.ts";
import { type BadLine, notUtf8 } from "./line-batch.ts";

/** Counts a load's lines and keeps the bad ones, as far as anybody reads on. */
export interface CountedLines {
  /** Whether more lines are bad than may be. */
  readonly isTooMany: boolean;
  good(path: string): void;
  /** `text` is the line's own, where it could be read. */
  bad(path: string, line: BadLine, text: string): void;
  rejections(): Rejections;
  /** What to do about lines that are bad in a way that says what their file is. */
  hints(): readonly string[];
}

const maxRejectedLines = 100;
const maxKinds = 100;
const otherKinds = "is bad in another way";

export function countLines(maxBadLines: number): CountedLines {
  const rejectedLines: RejectedLine[] = [];
  const kinds = new Map<string, number>();
  const withGood = new Set<string>();
  const starts = new Map<string, string>();
  let good = 0;
  let rejected = 0;
  return {
    get isTooMany() {
      return rejected > maxBadLines;
    },
    good(path) {
      good++;
      withGood.add(path);
    },
    bad(path, { line, reason, kind }, text) {
      rejected++;
      if (line === 1) starts.set(path, text.trimStart().slice(0, startLength));
      if (rejectedLines.length < maxRejectedLines) rejectedLines.push({ path, line, reason, kind });
      const counted = kinds.has(kind) || kinds.size < maxKinds ? kind : otherKinds;
      kinds.set(counted, (kinds.get(counted) ?? 0) + 1);
    },
    rejections: () => ({
      lines: good + rejected,
      rejected,
      rejectedLines,
      rejectedByKind: [...kinds].map(([kind, lines]) => ({ kind, lines })).sort((a, b) => b.lines - a.lines),
    }),
    hints: () => [
      ...[...starts].flatMap(([path, start]) => (withGood.has(path) ? [] : layoutHint(path, start))),
      ...[...kinds.keys()].flatMap((kind) => kindHints[kind] ?? []),
    ],
  };
}

const startLength = 3;

/** A file whose first line begins so, and none of whose lines is good, is JSON of another layout. */
function layoutHint(path: string, start: string): readonly string[] {
  if (start.startsWith("[")) return [`${path} is a JSON array; make a line of each of its items with: jq -c '.[]'.`];
  if (start.trimEnd() !== "{") return [];
  return [`${path} has its JSON spread over several lines; make a line of each object with: jq -c .`];
}

const kindHints: Readonly<Record<string, readonly string[]>> = {
  [notUtf8]: ["What Windows wrote is often made UTF-8 by: iconv -f WINDOWS-1252 -t UTF-8."],
  [tooLong]: ["Each line is to hold one record; a JSON array is made lines of with: jq -c '.[]'."],
};
