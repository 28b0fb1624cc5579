import { numberText, wellFormedString } from "@sluice/json-text";

/** A JSON value's cell: strings as they are, null empty, nested values as their JSON text (RFC 4180 §2.5 to 2.7). */
export function csvCell(text: string, start: number, end: number): string {
  switch (text.charCodeAt(start)) {
    case quote:
      return stringCell(wellFormedString(text, start, end));
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
const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** A loop beats a regular expression on the short texts that cells are; long ones are left to it. */
const maxLoopLength = 48;

function needsQuotes(value: string): boolean {
  if (value.length > maxLoopLength) return /[",\r\n]/.test(value);
  for (let at = 0; at < value.length; at++) {
    const unit = value.charCodeAt(at);
    if (unit <= comma && (unit === comma || unit === quote || unit === carriageReturn || unit === lineFeed))
      return true;
  }
  return false;
}

function quoted(value: string): string {
  return value.includes('"') ? `"${value.replaceAll('"', '""')}"` : `"${value}"`;
}
