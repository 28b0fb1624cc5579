import { numberText, wellFormedString } from "@sluice/json-text";

/**
 * A well-formed string as element content. Characters outside XML 1.0 §2.2 are dropped. CR is a reference so that it
 * outlives line-end normalisation (§2.11), LF so that an event stays on its line; `>` is always one because of `]]>`.
 */
export function escapeXml(text: string): string {
  return isPlain(text) ? text : text.replace(special, (unit) => references[unit] ?? "");
}

/** A text's characters that XML 1.0 can carry (§2.2); halves of surrogate pairs become U+FFFD. */
export function xmlCharacters(text: string): string {
  return text.toWellFormed().replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "");
}

/** A JSON value other than null as element content: strings as they are, nested values as their JSON text. */
export function valueText(text: string, start: number, end: number): string {
  switch (text.charCodeAt(start)) {
    case quote:
      return escapeXml(wellFormedString(text, start, end));
    case openBrace:
    case openBracket:
      // Lone surrogates are escapes in JSON text, so there is none here.
      return escapeXml(text.slice(start, end));
    case letterT:
    case letterF:
      return text.slice(start, end);
    default:
      return numberText(text.slice(start, end));
  }
}

export function isNull(text: string, start: number): boolean {
  return text.charCodeAt(start) === letterN;
}

const special = /[\x00-\x08\x0a-\x1f&<>\ufffe\uffff]/g;
const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\n": "&#10;",
  "\r": "&#13;",
};

/** A loop beats a regular expression on the short texts that values are; long ones are left to it. */
const maxLoopLength = 48;

function isPlain(text: string): boolean {
  if (text.length > maxLoopLength) return text.search(special) < 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit <= greaterThan) {
      if (unit < space ? unit !== tab : unit === ampersand || unit === lessThan || unit === greaterThan) return false;
    } else if (unit >= firstNonCharacter) return false;
  }
  return true;
}

const tab = 0x09;
const space = 0x20;
const quote = 0x22;
const ampersand = 0x26;
const lessThan = 0x3c;
const greaterThan = 0x3e;
const openBracket = 0x5b;
const openBrace = 0x7b;
const letterF = 0x66;
const letterN = 0x6e;
const letterT = 0x74;
const firstNonCharacter = 0xfffe;
