/** Names and values that break things, for an export from one end to the other. */
export const hostileNames = [
  "Charged",
  "a/b",
  "a b",
  "tab\there",
  "line\nbreak",
  "nul\u0000",
  "__proto__",
  "../../etc/passwd",
  "日本語イベント",
  "🙂",
  "%2e%2e",
  "-",
  // Longer ones don't fit into a file's name, which is where the local S3 server keeps objects.
  "Ω".repeat(95),
  `${"Ω".repeat(94)}!`,
] as const;

const values: readonly string[] = [
  "12345678901234567890",
  "0.1000000000000000055511151231257827",
  "-0",
  "1e400",
  "null",
  "true",
  '""',
  '" "',
  '"\\ud800"',
  '"\\u0000\\u001f"',
  '"a,b\\"c\\r\\nd"',
  '"<&>]]>"',
  '"=1+1"',
  "[]",
  "{}",
  '[1,[2,{"a":null}]]',
  `${"[".repeat(200)}${"]".repeat(200)}`,
];

/** Event lines, `perName` of each name. */
export function hostileEvents(perName: number): string[] {
  const firstMs = Date.now() - 3_600_000;
  return hostileNames.flatMap((eventName, n) =>
    Array.from({ length: perName }, (_, i) => {
      const props = values.map((value, v) => `${JSON.stringify(`key ${v}`)}:${value}`);
      const rotated = [...props.slice(i % props.length), ...props.slice(0, i % props.length)].slice(
        0,
        1 + (i % props.length),
      );
      return `{"type":"event","eventId":"${n}-${i}","eventName":${JSON.stringify(eventName)},"ts":${firstMs + i},"profile":{"identity":"u${i % 7}","__proto__":"p"},"eventProps":{${rotated.join(",")}}}`;
    }),
  );
}
