import pc from "picocolors";

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  readonly color?: (text: string) => string;
  /** Left out where there is no room for it; of several, the one with the highest number first. */
  readonly spare?: number;
  /** Cut short where there is no room for all of it. */
  readonly shrinks?: boolean;
}

/**
 * A table without lines, columns two spaces apart. Cells are plain text; colour belongs to the column. With a width it has
 * no line that is wider, as far as its columns allow.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width = Number.POSITIVE_INFINITY,
): string {
  const lacking = widthOf(columns, rows) - width;
  if (lacking <= 0) return tableOf(columns, rows);
  const spare = columns.reduce((most, { spare: rank = 0 }) => Math.max(most, rank), 0);
  if (spare > 0) {
    const isKept = (index: number) => columns[index]?.spare !== spare;
    const keep = <T>(cells: readonly T[]) => cells.filter((_, index) => isKept(index));
    return table(keep(columns), rows.map(keep), width);
  }
  const cut = rows.map((row) =>
    row.map((cell, index) =>
      columns[index]?.shrinks ? shortened(cell, columnWidth(columns, rows, index) - lacking) : cell,
    ),
  );
  return tableOf(columns, cut);
}

const leastWidth = 8;

/** The beginning of a text, in so many columns of a terminal. */
function shortened(text: string, width: number): string {
  const room = Math.max(leastWidth, width);
  if (textWidth(text) <= room) return text;
  let short = "";
  for (const { segment } of segmenter.segment(text)) {
    if (textWidth(short + segment) >= room) break;
    short += segment;
  }
  return `${short}…`;
}

function columnWidth(columns: readonly Column[], rows: readonly (readonly string[])[], index: number): number {
  const texts = [columns[index]?.title ?? "", ...rows.map((row) => printable(row[index] ?? ""))];
  return texts.reduce((widest, text) => Math.max(widest, textWidth(text)), 0);
}

function widthOf(columns: readonly Column[], rows: readonly (readonly string[])[]): number {
  const widths = columns.map((_, index) => columnWidth(columns, rows, index));
  return widths.reduce((sum, width) => sum + width, 2 * (columns.length - 1));
}

function tableOf(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => columns.map((_, index) => printable(row[index] ?? "")));
  const widths = columns.map((_, index) => columnWidth(columns, rows, index));
  const line = (texts: readonly string[], paint: (index: number, text: string) => string): string =>
    texts
      .map((text, index) => {
        const isLast = index === columns.length - 1;
        const space = " ".repeat(Math.max(0, (widths[index] ?? 0) - textWidth(text)));
        const painted = paint(index, text);
        return columns[index]?.align === "right" ? space + painted : painted + (isLast ? "" : space);
      })
      .join("  ")
      .trimEnd();
  const head = line(
    columns.map(({ title }) => title),
    (_, text) => pc.dim(text),
  );
  const body = cells.map((row) => line(row, (index, text) => columns[index]?.color?.(text) ?? text));
  return [head, ...body].join("\n");
}

/** Names and their values below each other. */
export function facts(entries: readonly (readonly [string, string])[]): string {
  const widest = Math.max(...entries.map(([name]) => textWidth(name)));
  return entries.map(([name, value]) => `${pc.dim(name.padEnd(widest))}  ${printable(value)}`).join("\n");
}

/** Names come from users: none may move the cursor or turn a line around. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "?");
}

/** Columns of a terminal. */
function textWidth(text: string): number {
  let width = 0;
  for (const { segment } of segmenter.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
const wide =
  /[\p{Emoji_Presentation}\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
