import type { EncodeContext } from "@sluice/encoding";
import { batchOf, sampleRecord } from "@sluice/encoding/conformance";
import type { EventBatch } from "@sluice/types";
import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { expect, test } from "vitest";
import { xmlEncoder } from "./mod.ts";

test("an object is a root with one event a line, its parts in order", () => {
  const xml = encode([
    {
      profile: { all_identities: "a@example.com", platform: "Web" },
      deviceInfo: { browser: "Others" },
      eventProps: { "CT Source": "API", n: 1 },
      sessionProps: { utm: "x" },
    },
    {},
  ]);
  expect(xml).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><root>\n' +
      "<Event><ts>20200220130735</ts><eventName>Charged</eventName>" +
      "<profile><all_identities>a@example.com</all_identities><platform>Web</platform></profile>" +
      "<deviceInfo><browser>Others</browser></deviceInfo>" +
      "<eventProps><entry><key>CT Source</key><value>API</value></entry><entry><key>n</key><value>1</value></entry></eventProps>" +
      "<sessionProps><entry><key>utm</key><value>x</value></entry></sessionProps></Event>\n" +
      "<Event><ts>20200220130735</ts><eventName>Charged</eventName><profile></profile><eventProps></eventProps></Event>\n" +
      "</root>\n",
  );
});

test("ts is in the project's time zone", () => {
  expect(encode([{}], { timeZone: "Asia/Kolkata" })).toContain("<ts>20200220183735</ts>");
});

test("the event id follows the event name when asked for", () => {
  expect(encode([{}], { options: { ...options, eventId: true } })).toContain(
    "<eventName>Charged</eventName><eventId>id-0</eventId><profile>",
  );
});

test("arrays repeat their tag and objects nest, within each other too", () => {
  const profile = { ids: ["a", "b"], empty: [], address: { city: "X", geo: { lat: 1.5 } }, pets: [{ n: 1 }, { n: 2 }] };
  expect(profileOf(profile)).toBe(
    "<ids>a</ids><ids>b</ids><address><city>X</city><geo><lat>1.5</lat></geo></address>" +
      "<pets><n>1</n></pets><pets><n>2</n></pets>",
  );
});

test("an array that stands directly in an array is JSON text", () => {
  expect(profileOf({ grid: [[1, "<"], 3] })).toBe('<grid>[1,"&lt;"]</grid><grid>3</grid>');
});

test("keys that are no tags become entries, with nested values as JSON text", () => {
  expect(profileOf({ "a b": 1, "1a": [1, { b: "&" }], "ns:x": null, xmlData: "", "": true })).toBe(
    "<entry><key>a b</key><value>1</value></entry>" +
      '<entry><key>1a</key><value>[1,{"b":"&amp;"}]</value></entry>' +
      '<entry><key>ns:x</key><value nil="true"/></entry>' +
      "<entry><key>xmlData</key><value></value></entry>" +
      "<entry><key></key><value>true</value></entry>",
  );
});

test("a key named entry cannot be taken for an entry", () => {
  expect(profileOf({ entry: { key: "k", value: "v" } })).toBe(
    '<entry><key>entry</key><value>{"key":"k","value":"v"}</value></entry>',
  );
});

test("letters of many scripts make tags, characters that older readers refuse do not", () => {
  expect(profileOf({ größe: 1, 名前: 2, 𠀀: 3, ꙁ: 4 })).toBe(
    "<größe>1</größe><名前>2</名前><entry><key>𠀀</key><value>3</value></entry><entry><key>ꙁ</key><value>4</value></entry>",
  );
});

test("null has the nil attribute and an empty string has not", () => {
  expect(profileOf({ a: null, b: "", c: [null, ""] })).toBe('<a nil="true"/><b></b><c nil="true"/><c></c>');
  expect(encode([{ eventProps: { a: null, b: "" } }])).toContain(
    '<entry><key>a</key><value nil="true"/></entry><entry><key>b</key><value></value></entry>',
  );
});

test("numbers are the shortest exact text, or their source text", () => {
  const text = '{"a":1.50,"b":12345678901234567890,"c":1e2,"d":0.1000000000000000055511151231257827}';
  expect(values(encodeTexts([{ eventProps: text }]))).toEqual([
    "1.5",
    "12345678901234567890",
    "100",
    "0.1000000000000000055511151231257827",
  ]);
});

test("forbidden characters are dropped, lone surrogates replaced, line ends kept as references", () => {
  const xml = encode([{ eventProps: { k: "a\u0000\u000b\ufffe\uffffb\ud800c\r\nd\te😀]]>\u007f" } }]);
  expect(xml).toContain("<value>ab\ufffdc&#13;&#10;d\te😀]]&gt;\u007f</value>");
});

test("keys that XML cannot tell apart are marked, all but one that is written as it is", () => {
  const keys = ["a", "a\u0001", "a\uffff", "\ud800", "\udfff", "b\u0002"];
  const eventProps = Object.fromEntries(keys.map((key, index) => [key, index]));
  const schema = { ...context.schema, eventProps: keys.map((key) => ({ key, types: ["integer" as const] })) };
  const names = [...encode([{ eventProps }], { schema }).matchAll(/<key>(.*?)<\/key>/g)].map(([, name]) => name);
  expect(new Set(names).size).toBe(keys.length);
  expect(names).toContain("a");
  expect(names).toContain("b");
  expect(names.filter((name) => /^(a|\ufffd)~[0-9a-f]{8}$/.test(name ?? ""))).toHaveLength(4);
});

test("an event's name is escaped and cleaned like any text", () => {
  const xml = encode([{}], { eventName: "A<B>\u0000&\ud800\n" });
  expect(xml).toContain("<eventName>A&lt;B&gt;&amp;\ufffd&#10;</eventName>");
});

test("keys of any kind and length stay well-formed", () => {
  const long = "k".repeat(2000);
  const record = JSON.parse(`{"__proto__":1,"constructor":2,"${long}":3,"a<b":4}`);
  const xml = encode([{ profile: record, deviceInfo: record, eventProps: record, sessionProps: record }]);
  expect(XMLValidator.validate(xml)).toBe(true);
  expect(xml).toContain(`<${long}>3</${long}>`);
  expect(xml).toContain("<entry><key>__proto__</key><value>1</value></entry>");
});

test("very deep values turn into JSON text, so that every reader takes them", () => {
  const deep = `${'{"a":'.repeat(500)}1${"}".repeat(500)}`;
  const xml = encodeTexts([{ profile: deep }]);
  expect(xml.split("<a>").length).toBe(66);
  expect(XMLValidator.validate(xml)).toBe(true);
});

test("more keys than are remembered are written all the same", () => {
  const records = Array.from({ length: 20_001 }, (_, i) => ({
    eventProps: { [`key${i}`]: i },
    profile: { [`p${i}`]: i },
  }));
  const xml = encode(records);
  expect(values(xml)).toEqual(records.map((_, i) => String(i)));
  expect(xml).toContain("<p20000>20000</p20000>");
});

test("blocks hold whole events and respect their limits", () => {
  const blocks = [...encodeBlocks([{}, {}, {}, {}, {}].map(textsOf), { ...context, maxBlockRecords: 2 })];
  expect(blocks.map(({ records }) => records)).toEqual([2, 2, 1]);
});

test("whatever the strings, an object is well-formed and a parser reads back the entries", () => {
  const text = fc.string({ unit: "binary", maxLength: 30 });
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text), { maxLength: 8 }), (pairs) => {
      const props = Object.fromEntries(pairs);
      const json = JSON.stringify(props);
      const xml = encodeTexts([{ profile: json, deviceInfo: json, eventProps: json, sessionProps: json }]);
      expect(XMLValidator.validate(xml)).toBe(true);
      const [event] = events(xml);
      expect(event?.eventProps.entry ?? []).toEqual(
        Object.entries(JSON.parse(json)).map(([key, value]) => ({ key: clean(key), value: clean(String(value)) })),
      );
    }),
    { numRuns: 300 },
  );
});

test("whatever the JSON, an object is well-formed", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ maxLength: 6 }), fc.jsonValue({ maxDepth: 4 })), (object) => {
      const xml = encode([{ profile: object, deviceInfo: object, eventProps: object, sessionProps: object }]);
      expect(XMLValidator.validate(xml)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

type Texts = Partial<Record<"profile" | "deviceInfo" | "eventProps" | "sessionProps", string>>;
type Values = Partial<Record<keyof Texts, unknown>>;

const options = {
  eventId: false,
  jsonHeader: "eventName",
  parquetLayout: "map",
  parquetContainer: "gzip",
  columnNames: "dotted",
} as const;
const context: EncodeContext = {
  eventName: "Charged",
  schema: { profile: [], deviceInfo: [], eventProps: [], sessionProps: [] },
  timeZone: "UTC",
  options,
  maxBlockBytes: 1024 * 1024,
  maxBlockRecords: 100_000,
};

function encode(records: readonly Values[], changes: Partial<EncodeContext> = {}): string {
  return encodeTexts(records.map(textsOf), changes);
}

function textsOf(values: Values): Texts {
  return Object.fromEntries(Object.entries(values).map(([part, value]) => [part, JSON.stringify(value)]));
}

function encodeTexts(records: readonly Texts[], changes: Partial<EncodeContext> = {}): string {
  const changed = { ...context, ...changes };
  const encoder = xmlEncoder.open(changed);
  const bytes = [...encodeBlocks(records, changed)].map((block) => block.bytes);
  const xml = Buffer.concat([encoder.head(), ...bytes, encoder.tail([])]).toString();
  expect(xml.split("\n").length).toBe(records.length + 3);
  return xml;
}

function* encodeBlocks(records: readonly Texts[], context: EncodeContext) {
  const encoder = xmlEncoder.open(context);
  yield* encoder.encode(eventsBatch(records));
  yield* encoder.finish();
}

function eventsBatch(records: readonly Texts[]): EventBatch {
  const tsMs = Date.UTC(2020, 1, 20, 13, 7, 35, 999);
  return batchOf(records.map((texts, i) => sampleRecord({ eventId: `id-${i}`, tsMs, ...texts })));
}

function profileOf(profile: unknown): string | undefined {
  const xml = encode([{ profile }]);
  expect(XMLValidator.validate(xml)).toBe(true);
  return /<profile>(.*)<\/profile>/.exec(xml)?.[1];
}

function values(xml: string): string[] {
  return [...xml.matchAll(/<value>([^<]*)<\/value>/g)].map(([, value = ""]) => value);
}

interface ParsedEvent {
  readonly eventProps: { readonly entry?: readonly { readonly key: string; readonly value: string }[] };
}

function events(xml: string): readonly ParsedEvent[] {
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    isArray: (tag) => tag === "Event" || tag === "entry",
    processEntities: { enabled: true, maxTotalExpansions: 1_000_000, maxExpandedLength: 10_000_000 },
    htmlEntities: true,
  });
  return parser.parse(xml).root.Event;
}

/** What XML 1.0 leaves of a text. */
function clean(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
}
