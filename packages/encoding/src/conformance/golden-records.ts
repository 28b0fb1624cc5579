import { hardCharacters, hardNumbers, hostileNames, loneSurrogates, naughtyStrings } from "./hostile-values.ts";
import { type SampleRecord, sampleRecord } from "./sample-record.ts";
import { type SeededRandom, seededRandom } from "./seeded-random.ts";

/** Records whose objects' bytes are known, by what they are there for. The same ones every time and everywhere. */
export const goldenRecords: Readonly<Record<GoldenSet, () => readonly SampleRecord[]>> = {
  empty: () => [sampleRecord()],
  hostile: hostileRecords,
  times: timeRecords,
  large: largeRecords,
  mixed: () => mixedRecords(1_200),
  sparse: sparseRecords,
  plain: () => plainRecords(2_500),
};

export type GoldenSet = "empty" | "hostile" | "times" | "large" | "mixed" | "sparse" | "plain";

function hostileRecords(): SampleRecord[] {
  const texts = [...naughtyStrings, ...hardCharacters, ...loneSurrogates, hardCharacters.join("")];
  const names = [...new Set([...hostileNames, ...naughtyStrings])];
  return [
    ...texts.map((text) => everywhere(`{"value":${JSON.stringify(text)},"identity":${JSON.stringify(`x${text}`)}}`)),
    ...hardNumbers.map((number) => everywhere(`{"number":${number},"list":[${number},"a"]}`)),
    ...nestedValues.map((value) => everywhere(`{"value":${value},"dimensions":${value},"after":1}`)),
    everywhere(`{${names.map((name, index) => `${JSON.stringify(name)}:${index}`).join(",")}}`),
    everywhere('{"\\u0061":1,"\\"":"\\u0041\\/\\u00e9\\ud83d\\ude00\\ud83d","\\ud800":2,"\\udc00":{"\\ud800":[]}}'),
  ];
}

const nestedValues = [
  ...["[]", "{}", "[[]]", "null", '""', "true", "false", '[null,{},[],"",[null,[1.50,{"a":[]}]]]'],
  '[1.0,"a",null,{"b":[12345678901234567890,"\\ud800"]}]',
  '{"":{"a b":"<&>"},"width":1.50,"height":null,"unit":"a,b"}',
  '{"width":[1,"\\"x\\""],"unit":"","depth":{"é":"\\n\\r\\t\\u0000\\uffff"}}',
  "[".repeat(200) + "]".repeat(200),
  `${'{"a":'.repeat(100)}"\\"<\\\\"${"}".repeat(100)}`,
];

function timeRecords(): SampleRecord[] {
  const instants = [
    ...[0, -1, -1_000, 999, 1_583_000_000_500, 253_402_300_799_999, 253_402_300_800_000, -62_135_596_800_001],
    ...[-62_167_219_200_000, -62_198_755_200_000, -377_705_116_800_000, -30_610_224_000_000, 8_640_000_000_000_000],
    // Around the change of the clocks in Newfoundland, twice an hour.
    ...Array.from({ length: 12 }, (_, index) => Date.UTC(2024, 2, 10, 2, 0, 0, 250) + index * 1_800_000),
    ...Array.from({ length: 12 }, (_, index) => Date.UTC(2024, 10, 3, 2, 59, 59, 999) + index * 1_800_000),
  ];
  return instants.map((tsMs) => sampleRecord({ tsMs, profile: '{"identity":"u"}' }));
}

function largeRecords(): SampleRecord[] {
  const random = seededRandom(3);
  const texts = [
    'é"<,\n'.repeat(30_000),
    "x".repeat(400_000),
    "名前 & <b>\r\n".repeat(20_000),
    Array.from({ length: 3_000 }, () => random.pick(pieces)).join(""),
  ];
  return texts.flatMap((text) => [
    sampleRecord({
      eventProps: JSON.stringify({ text, list: [text.slice(0, 1_000), { text: text.slice(0, 5_000) }] }),
    }),
    sampleRecord({ profile: JSON.stringify({ identity: "u", about: text.slice(0, 100_000) }) }),
  ]);
}

/** Keys in any order, each sometimes missing, with values of any type, and parts that are empty at times. */
function mixedRecords(count: number): SampleRecord[] {
  const random = seededRandom(1);
  return Array.from({ length: count }, (_, index) => ({
    eventId: random.pick([`id-${index}`, `"${index}"`, `a,${index}\n`, `é<${index}>`, ""]),
    tsMs: Date.UTC(2024, 1, 28) + index * 61_007 - random.below(3_600_000),
    profile: object(random, profileKeys),
    deviceInfo: object(random, deviceKeys),
    eventProps: object(random, propertyKeys),
    sessionProps: object(random, propertyKeys.slice(0, 6)),
  }));
}

const profileKeys = ["identity", "objectId", "all_identities", "platform", "phone", "email", "push_token", "city", "é"];
const deviceKeys = ["make", "model", "appVersion", "browser", "dpi", "dimensions", "dimensions.width", "carrier"];
const propertyKeys = [
  ...["Amount", "Quantity", "City", "Order Id", "a.b", 'a"b', "<a>", "名前", "😀", "n", "CASE", "case"],
  ...Array.from({ length: 20 }, (_, index) => `key ${index}`),
];

function object(random: SeededRandom, keys: readonly string[]): string {
  if (random.below(8) === 0) return "{}";
  const entries = keys
    .filter(() => random.below(3) > 0)
    .map((key) => ({ entry: `${spelling(random, key)}:${value(random, 2)}`, at: random.below(50) }));
  // Mostly in one order, as records of one kind are.
  const isShuffled = random.below(4) === 0;
  const ordered = isShuffled ? entries.toSorted((a, b) => a.at - b.at) : entries;
  return `{${ordered.map(({ entry }) => entry).join(",")}}`;
}

function spelling(random: SeededRandom, key: string): string {
  const text = JSON.stringify(key);
  return random.below(40) === 0 ? text.replace(/[a-z]/, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`) : text;
}

function value(random: SeededRandom, depth: number): string {
  const kind = random.below(depth > 0 ? 12 : 9);
  if (kind < 3) return JSON.stringify(Array.from({ length: random.below(9) }, () => random.pick(pieces)).join(""));
  if (kind < 5) return String(random.below(1_000_000) / random.pick([1, 10, 1_000, 7]));
  if (kind === 5) return random.pick(hardNumbers);
  if (kind === 6) return random.pick(["true", "false"]);
  if (kind === 7) return "null";
  if (kind === 8) return `"${random.pick(escapedPieces)}${"y".repeat(random.below(120))}${random.pick(escapedPieces)}"`;
  const items = Array.from({ length: random.below(4) }, () => value(random, depth - 1));
  if (kind < 10) return `[${items.join(",")}]`;
  return `{${items.map((item, index) => `${JSON.stringify(random.pick(keyParts) + index)}:${item}`).join(",")}}`;
}

const keyParts = ["width", "a b", "é", "x.y", "<"];
const pieces = [
  ...["a", "word", " ", ",", '"', "\n", "\r\n", "<", ">", "&", "]]>", "\t", "\u0000", "\u001f", "\u007f", "é", "名前"],
  ...["😀", "\ufffe", "\uffff", "\ufffd", "\ufeff", "\u2028", "\\", "\ud800", "the quick brown fox ", "'", ";"],
];
const escapedPieces = [..."abc", "\\\\", '\\"', "\\/", "\\u0041", "\\u00e9", "\\ud83d\\ude00", "\\ud800", "\\n", ","];

/** Many keys, of which a record has few. */
function sparseRecords(): SampleRecord[] {
  const random = seededRandom(2);
  return Array.from({ length: 300 }, (_, index) => {
    const first = random.below(400);
    const keys = Array.from({ length: 4 }, (_, step) => `key${first + step * 7}`);
    return sampleRecord({
      eventId: `id-${index}`,
      tsMs: Date.UTC(2026, 0, 1) + index,
      eventProps: `{${keys.map((key) => `"${key}":${random.below(100)}`).join(",")}}`,
    });
  });
}

/** As most records are, in ASCII alone, so that a limit in bytes is one in characters. */
function plainRecords(count: number): SampleRecord[] {
  const random = seededRandom(4);
  return Array.from({ length: count }, (_, index) => ({
    eventId: index.toString(16).padStart(16, "0"),
    tsMs: Date.UTC(2026, 0, 1) + index * 7,
    profile: `{"identity":"u${random.below(5_000)}","platform":"Web","all_identities":["a${index}","b"]}`,
    deviceInfo: index % 3 === 0 ? "{}" : '{"browser":"Firefox","dimensions":{"width":412,"height":892,"unit":"px"}}',
    eventProps: JSON.stringify({
      Amount: random.below(100_000) / 100,
      Quantity: 1 + random.below(9),
      Product: random.pick(["Trail shoe", "Rain jacket, blue", 'Tent "Solo"', "Head lamp & more"]),
      Coupon: random.below(10) === 0 ? "SPRING" : null,
      Discounted: random.below(2) === 0,
      "Order Id": random.below(1e9) * 1_000,
      Note: `Delivered to the ${random.pick(["front door", "neighbour", "locker"])} at ${random.below(24)} h`,
    }),
    sessionProps: index % 5 === 0 ? '{"utm":"x"}' : "{}",
  }));
}

function everywhere(json: string): SampleRecord {
  return sampleRecord({ profile: json, deviceInfo: json, eventProps: json, sessionProps: json });
}
