/** A figure with its noun, for people: `1 record`, `1,234 records`. */
export function counted(figure: number, noun: string): string {
  return `${figure.toLocaleString("en-US")} ${noun}${figure === 1 ? "" : "s"}`;
}
