import { readFileSync } from "node:fs";

/** The strings of the Big List of Naughty Strings, each once. */
export const naughtyStrings: readonly string[] = [...new Set(readNaughtyStrings())];

/** JSON texts of numbers that a double spoils, or that it prints in another way. */
export const hardNumbers = [
  "0",
  "-0",
  "1.0",
  "1.50",
  "1e2",
  "1E400",
  "-1e-400",
  "9007199254740991",
  "9007199254740993",
  "-9223372036854775808",
  "12345678901234567890",
  "0.1000000000000000055511151231257827",
  "3.14159265358979323846264338327950288",
  "1e21",
  "123456789012345680000",
] as const;

/** Every character that a text format may have to treat on its own. */
export const hardCharacters: readonly string[] = [
  ...Array.from({ length: 0xa0 }, (_, code) => String.fromCharCode(code)),
  ..."\u2028\u2029\ufeff\ufffd\ufffe\uffff\u00ad\u202e",
  "😀",
  "\u{10ffff}",
  "e\u0301",
];

/** Strings that no UTF-8 text can hold. */
export const loneSurrogates = ["\ud800", "a\udc00b", "\ud83d", "\udfff\ud800", "😀\ud83d"] as const;

/** Keys and names that break naive code. */
export const hostileNames: readonly string[] = [
  "",
  " ",
  " a ",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "length",
  "0",
  "10",
  "2",
  "ts",
  "eventName",
  "a.b",
  "a,b",
  'a"b',
  '"',
  "a\nb",
  "a\r\nb",
  "a\tb",
  "a/b",
  "a-b",
  "a b",
  "A B",
  "a:b",
  "<a>&amp;</a>",
  "]]>",
  "xml",
  "xmlns",
  "entry",
  "\u0000",
  "\ufeffa",
  "名前",
  "ключ",
  "😀",
  "é",
  "e\u0301",
  "k".repeat(2_000),
  "ü".repeat(1_000),
];

function readNaughtyStrings(): string[] {
  const file = new URL("../../fixtures/naughty-strings/blns.json", import.meta.url);
  const strings: unknown = JSON.parse(readFileSync(file, "utf8"));
  return Array.isArray(strings) ? strings.filter((text) => typeof text === "string") : [];
}
