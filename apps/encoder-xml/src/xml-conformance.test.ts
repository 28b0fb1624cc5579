import { encoderConformance, type ReadEntry, type ReadRecord } from "@sluice/encoding/conformance";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect } from "vitest";
import { z } from "zod";
import { xmlEncoder } from "./mod.ts";

for (const eventId of [false, true]) {
  encoderConformance(`the encoder contract with ${JSON.stringify({ eventId })}, read by fast-xml-parser`, {
    encoder: xmlEncoder,
    options: { eventId },
    // Their keys are tags and their values trees; encode-xml.test.ts holds those.
    dialect: { string: withoutForbidden, nested: withoutForbidden, unheld: ["profile", "deviceInfo"] },
    read: readXml,
  });
}

/** What XML 1.0 leaves of a text (§2.2). */
function withoutForbidden(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
}

const valueSchema = z.union([z.string(), z.object({ nil: z.literal("true") }).transform(() => null)]);
const entriesSchema = z
  .union([z.object({ entry: z.array(z.object({ key: z.string(), value: valueSchema })) }), z.literal("")])
  .optional();
const eventSchema = z.object({
  ts: z.string(),
  eventName: z.string(),
  eventId: z.string().nullable().default(null),
  eventProps: entriesSchema,
  sessionProps: entriesSchema,
});
const fileSchema = z.object({ root: z.object({ Event: z.array(eventSchema) }) });

function readXml(bytes: Uint8Array): ReadRecord[] {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    parseAttributeValue: false,
    isArray: (tag) => tag === "Event" || tag === "entry",
    processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: 10_000_000 },
    htmlEntities: true,
  });
  return fileSchema.parse(parser.parse(text)).root.Event.map((event) => ({
    ts: event.ts,
    eventName: event.eventName,
    eventId: event.eventId,
    profile: [],
    deviceInfo: [],
    eventProps: entriesOf(event.eventProps),
    sessionProps: entriesOf(event.sessionProps),
  }));
}

function entriesOf(section: z.infer<typeof entriesSchema>): ReadEntry[] {
  return typeof section === "object" ? section.entry.map(({ key, value }): ReadEntry => [key, value]) : [];
}
