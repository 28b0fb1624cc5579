import {
  encoderConformance,
  encodeSample,
  type ReadRecord,
  sampleRecord,
  sectionEntries,
  unwrapped,
} from "@sluice/encoding/conformance";
import type { FormatOptions } from "@sluice/types";
import { describe, expect, test } from "vitest";
import { jsonEncoder } from "./mod.ts";

describe("what is in an object", () => {
  const full = sampleRecord({
    eventId: "e-1",
    profile: '{"identity":"dqsndckfk234"}',
    eventProps: '{"ct_sdk_version":30107}',
    deviceInfo: '{"browser":"Others"}',
    sessionProps: '{"utm":"x"}',
  });

  test("line 1 is the event's name, each further line an event with its parts in order", async () => {
    expect(await text({ records: [full, sampleRecord()] })).toBe(
      "Charged\n" +
        '{"profile":{"identity":"dqsndckfk234"},"ts":20200220073735,"eventProps":{"ct_sdk_version":30107},"deviceInfo":{"browser":"Others"},"sessionProps":{"utm":"x"}}\n' +
        '{"profile":{},"ts":20200220073735,"eventProps":{}}\n',
    );
  });

  test("without a header each line has the event's name", async () => {
    expect(await text({ records: [full] }, { jsonHeader: "none", eventId: true })).toBe(
      '{"profile":{"identity":"dqsndckfk234"},"ts":20200220073735,"eventId":"e-1","eventName":"Charged","eventProps":{"ct_sdk_version":30107},"deviceInfo":{"browser":"Others"},"sessionProps":{"utm":"x"}}\n',
    );
  });

  test("every object has the header", async () => {
    const objects = await encodeSample({
      encoder: jsonEncoder,
      records: [full, full],
      limits: { maxObjectRecords: 1 },
    });
    expect(objects.map((object) => textOf(unwrapped(jsonEncoder, object)).split("\n")[0])).toEqual([
      "Charged",
      "Charged",
    ]);
  });

  test("line breaks and control characters in the event's name become question marks", async () => {
    const eventName = "a\nb\rc\u0000d\u0085e\u2028f\u2029g\tü";
    expect((await text({ records: [full], eventName })).split("\n")[0]).toBe("a?b?c?d?e?f?g?ü");
  });

  test("ts is a number in the project's time zone, in the first centuries too", async () => {
    const ts = async (instant: string) =>
      (await text({ records: [sampleRecord({ tsMs: Date.parse(instant) })], timeZone: "Asia/Kolkata" })).match(
        /"ts":([^,]*)/,
      )?.[1];
    expect(await ts("2020-02-20T07:37:35Z")).toBe("20200220130735");
    expect(await ts("+010000-01-01T00:00:00Z")).toMatch(/^100000101\d{6}$/);
    expect(await ts("0987-06-05T00:00:00Z")).toMatch(/^9870605\d{6}$/);
  });

  test("values are the source's own text", async () => {
    const eventProps = '{"2":1.0,"1":12345678901234567890,"s":"\\ud800\\u0000","n":[1e2,{}]}';
    expect(await text({ records: [sampleRecord({ eventProps })] })).toContain(`"eventProps":${eventProps}`);
  });
});

for (const options of [{}, { jsonHeader: "none", eventId: true }] as const) {
  encoderConformance(`the encoder contract with ${JSON.stringify(options)}`, {
    encoder: jsonEncoder,
    options,
    dialect: {
      string: (value) => value,
      number: (source) => source,
      ...("jsonHeader" in options ? {} : { eventName: lineOf }),
    },
    read: readJson,
  });
}

async function text(sample: Omit<Parameters<typeof encodeSample>[0], "encoder">, options: Partial<FormatOptions> = {}) {
  const [object] = await encodeSample({ ...sample, encoder: jsonEncoder, options });
  return object ? textOf(unwrapped(jsonEncoder, object, options)) : "";
}

function lineOf(eventName: string): string {
  return [...eventName.toWellFormed()].map((c) => (/[\0-\x1f\x7f-\x9f\u2028\u2029]/.test(c) ? "?" : c)).join("");
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** Reads lines with the runtime's parser; numbers keep their text. */
function readJson(bytes: Uint8Array): ReadRecord[] {
  const lines = textOf(bytes).split("\n");
  expect(lines.pop()).toBe("");
  const header = lines[0]?.startsWith('{"profile"') ? undefined : lines.shift();
  return lines.map((line) => {
    const part = new Map(sectionEntries(line));
    return {
      ts: part.get("ts") ?? "",
      eventName: header ?? part.get("eventName") ?? "",
      eventId: part.get("eventId") ?? null,
      profile: sectionEntries(part.get("profile") ?? ""),
      deviceInfo: sectionEntries(part.get("deviceInfo") ?? "{}"),
      eventProps: sectionEntries(part.get("eventProps") ?? ""),
      sessionProps: sectionEntries(part.get("sessionProps") ?? "{}"),
    };
  });
}
