import {
  encodeSampleProfiles,
  markedNames,
  profileConformance,
  type ReadEntry,
  type ReadProfile,
  sampleRecord,
  unwrapped,
} from "@sluice/encoding/conformance";
import { expect, test } from "vitest";
import { z } from "zod";
import { parsedXml, valueSchema, withoutForbidden } from "../test-support/read-xml.ts";
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
  dialect: {
    string: withoutForbidden,
    nested: withoutForbidden,
    names: (_section, keys) => markedNames(keys, { clean: withoutForbidden }),
  },
  read: readXml,
});

const profileSchema = z
  .object({ profileProps: z.object({ entry: z.array(z.object({ key: z.string(), value: valueSchema })) }).optional() })
  .catchall(valueSchema);
const fileSchema = z.object({ root: z.object({ Profile: z.array(profileSchema) }) });

function readXml(bytes: Uint8Array): ReadProfile[] {
  return fileSchema.parse(parsedXml(bytes, "Profile")).root.Profile.map(({ profileProps, ...known }) => ({
    entries: [
      ...Object.entries(known).map(([key, value]): ReadEntry => [key, value]),
      ...(profileProps?.entry ?? []).map(({ key, value }): ReadEntry => [key, value]),
    ],
    updatedAtMs: null,
  }));
}
