import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect } from "vitest";
import { z } from "zod";

/** A value's text; null where the element says so. */
export const valueSchema = z.union([z.string(), z.object({ nil: z.literal("true") }).transform(() => null)]);

/** A whole file as fast-xml-parser reads it, values as text; `records` is the element that there are many of. */
export function parsedXml(bytes: Uint8Array, records: "Event" | "Profile"): unknown {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    parseAttributeValue: false,
    isArray: (tag) => tag === records || tag === "entry",
    processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: 10_000_000 },
    htmlEntities: true,
  });
  return parser.parse(text);
}

/** What XML 1.0 leaves of a text (§2.2). */
export function withoutForbidden(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
}
