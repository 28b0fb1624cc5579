/** Prints rows, the first of which is the header, as a table in Markdown that a terminal shows well too. */
export function printTable([header = [], ...rows]: readonly (readonly string[])[]): void {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? "").padEnd(width)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  for (const text of [line(header), rule, ...rows.map(line)]) console.log(text);
}
