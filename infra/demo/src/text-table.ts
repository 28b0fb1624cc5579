import { stripVTControlCharacters } from "node:util";

export interface Column {
  readonly title: string;
  readonly align: "left" | "right";
}

/** A table of lines; cells may hold colours. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map(({ title }, index) =>
    Math.max(...[title, ...rows.map((row) => row[index] ?? "")].map(widthOf)),
  );
  const line = (left: string, middle: string, right: string) =>
    `  ${left}${widths.map((width) => "─".repeat(width + 2)).join(middle)}${right}`;
  const cells = (row: readonly string[]) => {
    const padded = columns.map(({ align }, index) => {
      const cell = row[index] ?? "";
      const padding = " ".repeat((widths[index] ?? 0) - widthOf(cell));
      return align === "left" ? ` ${cell}${padding} ` : ` ${padding}${cell} `;
    });
    return `  │${padded.join("│")}│`;
  };
  return [
    line("┌", "┬", "┐"),
    cells(columns.map(({ title }) => title)),
    line("├", "┼", "┤"),
    ...rows.map(cells),
    line("└", "┴", "┘"),
  ].join("\n");
}

function widthOf(cell: string): number {
  return stripVTControlCharacters(cell).length;
}
