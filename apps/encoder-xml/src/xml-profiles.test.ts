import {
  encodeSampleProfiles,
  profileConformance,
  type ReadEntry,
  type ReadProfile,
  sampleRecord,
  unwrapped,
} from "@sluice/encoding/conformance";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import { z } from "zod";
import { xmlEncoder } from "./mod.ts";

test("what every user has are elements, the rest entries", async () => {
  const profiles = ['{"identity":"a&b","all_identities":["x","y"],"plan":"free","city":null}', '{"objectId":"c"}'];
  const records = profiles.map((profile) => sampleRecord({ profile }));
  const [object] = await encodeSampleProfiles({ encoder: xmlEncoder, records });
  if (!object) throw new Error("no object");
  expect(Buffer.from(unwrapped(xmlEncoder, object)).toString()).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><root>\n' +
      "<Profile><identity>a&amp;b</identity><all_identities>x</all_identities><all_identities>y</all_identities>" +
      "<profileProps><entry><key>plan</key><value>free</value></entry>" +
      '<entry><key>city</key><value nil="true"/></entry></profileProps></Profile>\n' +
      "<Profile><objectId>c</objectId></Profile>\n" +
      "</root>\n",
  );
});

profileConformance("the contract for profiles, read by fast-xml-parser", {
  encoder: xmlEncoder,
  dialect: { string: withoutForbidden, nested: withoutForbidden },
  read: readXml,
});

/** What XML 1.0 leaves of a text (§2.2). */
function withoutForbidden(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
}

const valueSchema = z.union([z.string(), z.object({ nil: z.literal("true") }).transform(() => null)]);
const profileSchema = z
  .object({ profileProps: z.object({ entry: z.array(z.object({ key: z.string(), value: valueSchema })) }).optional() })
  .catchall(valueSchema);
const fileSchema = z.object({ root: z.object({ Profile: z.array(profileSchema) }) });

function readXml(bytes: Uint8Array): ReadProfile[] {
  const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  expect(XMLValidator.validate(text)).toBe(true);
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    ignoreAttributes: false,
    attributeNamePrefix: "",
    parseAttributeValue: false,
    isArray: (tag) => tag === "Profile" || tag === "entry",
    processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: 10_000_000 },
    htmlEntities: true,
  });
  return fileSchema.parse(parser.parse(text)).root.Profile.map(({ profileProps, ...known }) => ({
    entries: [
      ...Object.entries(known).map(([key, value]): ReadEntry => [key, value]),
      ...(profileProps?.entry ?? []).map(({ key, value }): ReadEntry => [key, value]),
    ],
    updatedAtMs: null,
  }));
}
