import {
  encodeSampleProfiles,
  profileConformance,
  sampleRecord,
  sectionEntries,
  unwrapped,
} from "@sluice/encoding/conformance";
import { expect, test } from "vitest";
import { jsonEncoder } from "./mod.ts";

test("a profile is a line, as the source has it, without a line before it", async () => {
  const profiles = ['{"identity":"a","n":1.0,"s":"\\ud800"}', '{"objectId":"b"}'];
  const records = profiles.map((profile) => sampleRecord({ profile }));
  const [object] = await encodeSampleProfiles({ encoder: jsonEncoder, records });
  if (!object) throw new Error("no object");
  expect(linesOf(unwrapped(jsonEncoder, object))).toEqual(profiles);
});

profileConformance("the contract for profiles", {
  encoder: jsonEncoder,
  dialect: { string: (value) => value, number: (source) => source },
  read: (bytes) => linesOf(bytes).map((line) => ({ entries: sectionEntries(line), updatedAtMs: null })),
});

function linesOf(bytes: Uint8Array): string[] {
  const lines = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes).split("\n");
  expect(lines.pop()).toBe("");
  return lines;
}
