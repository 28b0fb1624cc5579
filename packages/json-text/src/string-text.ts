/** The value of a JSON string from its source text with quotes; lone surrogates are kept. */
export function stringValue(source: string): string {
  return source.includes("\\") ? String(JSON.parse(source)) : source.slice(1, -1);
}

/** Same, from a range of a text, with lone surrogates as U+FFFD: for formats that are UTF-8 through and through. */
export function wellFormedString(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  if (!inner.includes("\\")) return inner;
  return String(JSON.parse(text.slice(start, end))).toWellFormed();
}
