import { encoderConformance, markedNames, type ReadEntry, type ReadRecord } from "@sluice/encoding/conformance";
import { z } from "zod";
import { parsedXml, valueSchema, withoutForbidden } from "../test-support/read-xml.ts";
import { xmlEncoder } from "./mod.ts";

for (const eventId of [false, true]) {
  encoderConformance(`the encoder contract with ${JSON.stringify({ eventId })}, read by fast-xml-parser`, {
    encoder: xmlEncoder,
    options: { eventId },
    // Their keys are tags and their values trees; encode-xml.test.ts holds those.
    dialect: {
      string: withoutForbidden,
      nested: withoutForbidden,
      names: (_section, keys) => markedNames(keys, { clean: withoutForbidden }),
      unheld: ["profile", "deviceInfo"],
    },
    read: readXml,
  });
}

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
  return fileSchema.parse(parsedXml(bytes, "Event")).root.Event.map((event) => ({
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
