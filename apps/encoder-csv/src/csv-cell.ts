import { numberText, wellFormedString } from "@sluice/json-text";

/** A JSON value's cell: strings as they are, null empty, nested values as their JSON text (RFC 4180 §2.5 to 2.7). */
export function csvCell(text: string, start: number, end: number): string {
  switch (text.charCodeAt(start)) {
    case quote:
      return isPlain(text, start + 1, end - 1)
        ? text.slice(start + 1, end - 1)
        : stringCell(wellFormedString(text, start, end));
    case letterN:
      return "";
    case openBrace:
    case openBracket:
      return stringCell(text.slice(start, end));
    case letterT:
    case letterF:
      return text.slice(start, end);
    default:
      return numberText(text.slice(start, end));
  }
}

/** An empty string is `""`, so that it differs from null and from a missing key. */
export function stringCell(value: string): string {
  if (value === "") return '""';
  return needsQuotes(value) ? quoted(value) : value;
}

const quote = 0x22;
const openBrace = 0x7b;
const openBracket = 0x5b;
const letterN = 0x6e;
const letterT = 0x74;
const letterF = 0x66;
const comma = 0x2c;
const backslash = 0x5c;

/** Whether a JSON string's inside is a cell as it stands: quotes and line breaks have a backslash there. */
function isPlain(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === backslash || unit === comma) return false;
  }
  return end > start;
}

function needsQuotes(value: string): boolean {
  return /[",\r\n]/.test(value);
}

function quoted(value: string): string {
  return value.includes('"') ? `"${value.replaceAll('"', '""')}"` : `"${value}"`;
}
