import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { cutToBytes } from "./utf8.ts";

/**
 * The text of each event name in object keys, unique within the run. Names that become the same text each get `~` and
 * the first 8 hex digits of the SHA-256 of their exact UTF-8 name; `maxBytes` is what the key leaves for the text.
 */
export function eventKeyTexts(eventNames: readonly string[], maxBytes: number): ReadonlyMap<string, string> {
  const cleaned = eventNames.map((name) => ({ name, text: eventKeyText(name, maxBytes) }));
  const claims = new Map<string, number>();
  for (const { text } of cleaned) claims.set(text, (claims.get(text) ?? 0) + 1);
  const texts = new Map<string, string>();
  for (const { name, text } of cleaned) {
    texts.set(name, claims.get(text) === 1 && !looksMarked(text) ? text : marked(name, maxBytes));
  }
  return texts;
}

/**
 * One name cleaned and cut: white space, `/`, `:` (over which Spark gives up a whole folder) and NUL become `-`; other
 * control characters, and those that the XML of a listing cannot carry, `?`.
 */
export function eventKeyText(eventName: string, maxBytes: number): string {
  const clean = eventName
    .toWellFormed()
    .replace(/[\s/:\0\u0085]/gu, "-")
    .replace(/[\p{Cc}\ufffe\uffff]/gu, "?");
  return cutToBytes(clean, maxBytes);
}

const markLength = 9;

function marked(eventName: string, maxBytes: number): string {
  const digest = bytesToHex(sha256(utf8ToBytes(eventName.toWellFormed())));
  return `${eventKeyText(eventName, maxBytes - markLength)}~${digest.slice(0, markLength - 1)}`;
}

/** A name that already ends like a marked one could meet a marked one; it is marked too. */
function looksMarked(text: string): boolean {
  return /~[0-9a-f]{8}$/.test(text);
}
