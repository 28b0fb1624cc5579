import type { ByteBuffer } from "@sluice/bytes";
import { numberText, wellFormedString } from "@sluice/json-text";

export const letterN = 0x6e;
const quote = 0x22;
const openBrace = 0x7b;
const openBracket = 0x5b;
const letterT = 0x74;
const letterF = 0x66;

/** Writes a JSON value that is not null as a byte array: a string as it is, anything else as its text. */
export function writeValueText(out: ByteBuffer, text: string, start: number, end: number): void {
  switch (text.charCodeAt(start)) {
    case quote:
      out.string(wellFormedString(text, start, end));
      break;
    case openBrace:
    case openBracket:
      out.string(text.slice(start, end));
      break;
    case letterT:
    case letterF:
      out.ascii(text, start, end);
      break;
    default: {
      const number = numberText(text.slice(start, end));
      out.ascii(number, 0, number.length);
    }
  }
}
