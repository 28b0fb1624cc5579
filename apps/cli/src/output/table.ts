import pc from "picocolors";

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
  readonly color?: (text: string) => string;
}

/** A table without lines, columns two spaces apart. Cells are plain text; colour belongs to the column. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => columns.map((_, index) => printable(row[index] ?? "")));
  const widths = columns.map(({ title }, index) =>
    cells.reduce((widest, row) => Math.max(widest, textWidth(row[index] ?? "")), textWidth(title)),
  );
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
