const utf8 = new TextEncoder();

/** How many bytes a text is in UTF-8. */
export function utf8Bytes(text: string): number {
  return utf8.encode(text).byteLength;
}

/** The longest start of a text that is at most `maxBytes` of UTF-8, cut between characters. */
export function cutToBytes(text: string, maxBytes: number): string {
  return text.slice(0, utf8.encodeInto(text, new Uint8Array(Math.max(0, maxBytes))).read);
}
