import { wellFormedString } from "./string-text.ts";

/** A range of UTF-8 as text. */
export function textAt(bytes: Uint8Array, start: number, end: number): string {
  return utf8.decode(bytes.subarray(start, end));
}

/** The value of the JSON string in a range with its quotes; lone surrogates become U+FFFD. */
export function wellFormedStringAt(bytes: Uint8Array, start: number, end: number): string {
  const text = textAt(bytes, start, end);
  return wellFormedString(text, 0, text.length);
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
