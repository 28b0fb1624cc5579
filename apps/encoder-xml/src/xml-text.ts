import { ByteBuffer } from "@sluice/bytes";
import { isShortestAt, numberText, textAt, writeStringValue } from "@sluice/json-text";

/**
 * Writes a text in UTF-8 as element content. Characters outside XML 1.0 §2.2 are dropped. CR is a reference so that it
 * outlives line-end normalisation (§2.11), LF so that an event stays on its line; `>` is always one because of `]]>`.
 */
export function writeEscaped(out: ByteBuffer, bytes: Uint8Array, start: number, end: number): void {
  out.reserve((end - start) * maxReferenceBytes);
  const target = out.bytes;
  let to = out.length;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    const kind = kinds[byte] ?? dropped;
    if (kind === plain || kind === escapeStart) {
      target[to++] = byte;
    } else if (kind === referred) {
      const reference = references[byte] ?? none;
      for (let index = 0; index < reference.length; index++) target[to++] = reference[index] ?? 0;
    } else if (kind === nonCharacterStart) {
      if (isNonCharacter(bytes, at)) at += nonCharacterBytes - 1;
      else target[to++] = byte;
    }
  }
  out.length = to;
}

/** A text as element content; halves of surrogate pairs become U+FFFD. */
export function escapedText(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  const out = new ByteBuffer();
  writeEscaped(out, bytes, 0, bytes.byteLength);
  return out.written();
}

/** A text's characters that XML 1.0 can carry (§2.2); halves of surrogate pairs become U+FFFD. */
export function xmlCharacters(text: string): string {
  return text.toWellFormed().replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "");
}

/** Writes a JSON value other than null as element content: strings as they are, nested values as their JSON text. */
export function writeValue(out: ByteBuffer, bytes: Uint8Array, start: number, end: number): void {
  switch (bytes[start]) {
    case quote:
      writeString(out, bytes, start, end);
      return;
    case openBrace:
    case openBracket:
      // Lone surrogates are escapes in JSON text, so there is none here.
      writeEscaped(out, bytes, start, end);
      return;
    case letterT:
    case letterF:
      out.copy(bytes, start, end);
      return;
    default:
      if (isShortestAt(bytes, start, end)) out.copy(bytes, start, end);
      else out.text(numberText(textAt(bytes, start, end)));
  }
}

/** Whether a JSON value is null. */
export function isNullAt(bytes: Uint8Array, start: number): boolean {
  return bytes[start] === letterN;
}

/** Copies as long as the JSON is the content as it stands. */
function writeString(out: ByteBuffer, bytes: Uint8Array, start: number, end: number): void {
  out.reserve(end - start);
  const target = out.bytes;
  let to = out.length;
  for (let at = start + 1; at < end - 1; at++) {
    const byte = bytes[at] ?? 0;
    if (kinds[byte] !== plain) {
      writeHardString(out, bytes, start, end);
      return;
    }
    target[to++] = byte;
  }
  out.length = to;
}

function writeHardString(out: ByteBuffer, bytes: Uint8Array, start: number, end: number): void {
  value.clear();
  writeStringValue(bytes, start, end, value);
  writeEscaped(out, value.bytes, 0, value.length);
}

const value = new ByteBuffer();

/** Whether U+FFFE or U+FFFF stands there. */
function isNonCharacter(bytes: Uint8Array, at: number): boolean {
  return bytes[at + 1] === 0xbf && (bytes[at + 2] === 0xbe || bytes[at + 2] === 0xbf);
}

const nonCharacterBytes = 3;

const references: Readonly<Record<number, Uint8Array>> = {
  38: Buffer.from("&amp;"),
  60: Buffer.from("&lt;"),
  62: Buffer.from("&gt;"),
  10: Buffer.from("&#10;"),
  13: Buffer.from("&#13;"),
};
const none = new Uint8Array(0);
const maxReferenceBytes = "&amp;".length;

const plain = 0;
const dropped = 1;
const referred = 2;
/** The first byte of U+FFFE and U+FFFF, and of others. */
const nonCharacterStart = 3;
/** Plain in a text, but not in a JSON string. */
const escapeStart = 4;

const space = 0x20;
const quote = 0x22;
const openBracket = 0x5b;
const backslash = 0x5c;
const letterF = 0x66;
const letterN = 0x6e;
const letterT = 0x74;
const openBrace = 0x7b;

/** How each byte of UTF-8 is treated. */
const kinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (references[byte]) return referred;
  if (byte === 0xef) return nonCharacterStart;
  if (byte === backslash) return escapeStart;
  return byte < space && byte !== 0x09 ? dropped : plain;
});
