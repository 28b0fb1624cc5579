import fc from "fast-check";
import { expect, test } from "vitest";
import type { Bench } from "./bench.ts";
import { hardCharacters, hardNumbers, hostileNames, loneSurrogates, naughtyStrings } from "./hostile-values.ts";
import { sampleRecord } from "./sample-record.ts";

const limit = 60_000;

/** Whatever a record holds comes out again. */
export function testValues({ encode, expectRoundTrip }: Bench): void {
  test("zero records make no object", async () => {
    expect(await encode({ records: [] })).toEqual([]);
  });

  test("one record makes one object, and may be empty in every part", async () => {
    const [object, ...others] = await expectRoundTrip({ records: [sampleRecord()] });
    expect(others).toEqual([]);
    expect(object).toMatchObject({ fileIndex: 0, records: 1 });
  });

  test("every naughty string is a value", async () => {
    await expectRoundTrip({ records: naughtyStrings.map((text) => everywhere({ value: text, other: `x${text}` })) });
  });

  test("every naughty string is a key", { timeout: limit }, async () => {
    const object = Object.fromEntries(naughtyStrings.map((text, index) => [text, index]));
    await expectRoundTrip({ records: [everywhere(object), everywhere({})] });
  });

  test("every naughty string is an event name", { timeout: limit }, async () => {
    for (const eventName of naughtyStrings) {
      await expectRoundTrip({ records: [sampleRecord({ eventProps: '{"a":1}' })], eventName });
    }
  });

  test("hostile names are keys, all at once", async () => {
    const entries = hostileNames.map((key) => `${JSON.stringify(key)}:"of a key"`);
    await expectRoundTrip({ records: [everywhereJson(`{${entries.join(",")}}`), everywhereJson("{}")] });
  });

  test("hostile names are event names", { timeout: limit }, async () => {
    for (const eventName of [...hostileNames, "\ud800"]) {
      await expectRoundTrip({ records: [sampleRecord({ profile: '{"identity":"x"}' })], eventName });
    }
  });

  test("numbers lose no digit", async () => {
    const object = `{${hardNumbers.map((number, index) => `"n${index}":${number}`).join(",")}}`;
    await expectRoundTrip({ records: [everywhereJson(object)] });
    await expectRoundTrip({ records: hardNumbers.map((number) => everywhereJson(`{"n":${number}}`)) });
  });

  test("a key may have values of every type", async () => {
    const values = [1, 1.5, "text", "", true, false, null, "12", 2 ** 53];
    await expectRoundTrip({ records: values.map((value) => everywhere({ value })) });
  });

  test("control characters and other hard characters survive as the format says", async () => {
    await expectRoundTrip({
      records: hardCharacters.map((character) => everywhere({ a: character, b: `x${character}y`, c: character + 1 })),
    });
    await expectRoundTrip({ records: [everywhere({ all: hardCharacters.join("") })] });
  });

  test("lone surrogates are no reason to stop", async () => {
    await expectRoundTrip({ records: loneSurrogates.map((text) => everywhere({ value: text })) });
    await expectRoundTrip({ records: [everywhere({ "\ud800": 1 })] });
  });

  test("nested values keep their meaning", async () => {
    const values = ["[]", "{}", "[[]]", '[1.0,"a",null,{"b":[12345678901234567890,"\\ud800"]}]', '{"":{"a b":"<&>"}}'];
    await expectRoundTrip({ records: values.map((value) => inProps(`{"value":${value},"after":1}`)) });
  });

  test("nesting of 400 levels is no deeper than it should be", async () => {
    const arrays = "[".repeat(400) + "]".repeat(400);
    const objects = `${'{"a":'.repeat(400)}1${"}".repeat(400)}`;
    await expectRoundTrip({ records: [inProps(`{"arrays":${arrays},"objects":${objects}}`)] });
  });

  test("null and an empty string differ", async () => {
    await expectRoundTrip({
      records: [everywhere({ a: null, b: "" }), everywhere({ a: "", b: null }), everywhere({})],
    });
  });

  test("a long value is whole", async () => {
    const long = 'é"<,\n'.repeat(50_000);
    await expectRoundTrip({ records: [inProps(JSON.stringify({ long })), inProps(JSON.stringify({ long: "short" }))] });
  });

  test("any records come back", { timeout: limit }, async () => {
    const key = fc.string({ unit: "grapheme", maxLength: 5 }).map((text) => `k${text}`);
    const scalar = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.double({ noNaN: true }),
      fc.boolean(),
      fc.constant(null),
    );
    const object = fc.dictionary(key, scalar, { maxKeys: 6 }).map((entries) => ({ ...entries }));
    const tsMs = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
    const record = fc
      .tuple(object, object, object, object, tsMs)
      .map(([profile, deviceInfo, eventProps, sessionProps, at]) =>
        sampleRecord({
          tsMs: at,
          profile: JSON.stringify(profile),
          deviceInfo: JSON.stringify(deviceInfo),
          eventProps: JSON.stringify(eventProps),
          sessionProps: JSON.stringify(sessionProps),
        }),
      );
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 8 }), async (records) => {
        await expectRoundTrip({ records, timeZone: "America/St_Johns" });
      }),
      { numRuns: 60 },
    );
  });
}

/** A record with the same scalars in all its parts. */
function everywhere(object: Readonly<Record<string, unknown>>) {
  return everywhereJson(JSON.stringify(object));
}

function everywhereJson(json: string) {
  return sampleRecord({ profile: json, deviceInfo: json, eventProps: json, sessionProps: json });
}

/** Only there nested values are one text in every format. */
function inProps(json: string) {
  return sampleRecord({ eventProps: json, sessionProps: json });
}
