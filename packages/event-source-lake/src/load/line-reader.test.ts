import { textAt } from "@sluice/json-text";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventBytes } from "./event-bytes.ts";
import type { EventRecord } from "./event-record.ts";
import { EventStatistics } from "./event-statistics.ts";
import { inputLines } from "./input-lines.ts";
import { inputLineAt, type LineBatch } from "./line-batch.ts";
import { LineReader } from "./line-reader.ts";
import { readRecord } from "./parse-record-line.ts";
import { PlainEvent } from "./plain-event.ts";
import { plausibleTimes } from "./plausible-times.ts";

const rules = {
  times: plausibleTimes(Date.UTC(2026, 5, 1), { anyTime: false, shiftToNow: false }),
  onNotFinite: () => undefined,
};
const eventName = "Näme";

describe("a line that is read as bytes", () => {
  test("holds what the text holds, or is left to those who read texts", async () => {
    const statistics = new EventStatistics();
    const expected = new EventStatistics();
    const reader = new LineReader(statistics, rules);
    await fc.assert(
      fc.asyncProperty(fc.array(hostileLines, { minLength: 1, maxLength: 4 }), async (lines) => {
        for await (const batch of batchesOf(lines.join("\n"))) {
          for (let index = 0; index < batch.length; index++) {
            const record = readRecord(inputLineAt(batch, index), rules);
            const read = reader.read(batch, index);
            if (!("event" in record)) {
              expect(read).toEqual(record);
              continue;
            }
            expect("entry" in read ? textsOf(read) : read).toEqual(record.event);
            countAsText(record.event, expected);
          }
        }
      }),
      { numRuns: 1_500 },
    );
    expect(statistics.schemas()).toEqual(expected.schemas());
  });

  test.each([
    ["JSON.stringify", (event: object) => JSON.stringify(event)],
    ["JSON.stringify, on Windows", (event: object) => `${JSON.stringify(event)}\r`],
    ["Python", pythonText],
  ])("is read fast where %s wrote it", async (_, write) => {
    const statistics = new EventStatistics();
    statistics.entryOf(eventName);
    const reader = new LineReader(statistics, {
      ...rules,
      times: plausibleTimes(0, { anyTime: true, shiftToNow: true }),
    });
    await fc.assert(
      fc.asyncProperty(events, async (event) => {
        for await (const batch of batchesOf(write({ ...event, type: "event", eventName, ts: 1_768_000_000_000 }))) {
          expect(reader.read(batch, 0)).toBeInstanceOf(PlainEvent);
        }
      }),
    );
  });

  test("that is bad leaves no trace in the keys", async () => {
    const statistics = new EventStatistics();
    const reader = new LineReader(statistics, rules);
    const good = JSON.stringify({ type: "event", eventName, ts: 1_768_000_000_000, eventProps: { a: 1 } });
    const bad = `{"type":"event","eventName":"${eventName}","profile":{"b":1},"deviceInfo":{"dimensions":{"c":1}},"eventProps":{"a":"","d":1},"ts":1}`;
    for await (const batch of batchesOf([good, bad, bad.replace("}}", "}"), bad.slice(0, -1)].join("\n"))) {
      for (let index = 0; index < batch.length; index++) reader.read(batch, index);
    }
    expect(statistics.schemas()).toMatchObject([
      { schema: { profile: [], deviceInfo: [], eventProps: [{ key: "a", types: ["integer"] }] } },
    ]);
  });
});

function batchesOf(text: string): AsyncIterable<LineBatch> {
  const bytes = Buffer.from(text);
  const middle = Math.floor(bytes.byteLength / 2);
  return inputLines(
    (async function* () {
      yield bytes.subarray(0, middle);
      yield bytes.subarray(middle);
    })(),
  );
}

function textsOf({ entry, tsMs, bytes, ...at }: EventBytes): EventRecord {
  const part = (start: number, end: number) => (start === end ? "{}" : textAt(bytes, start, end));
  return {
    eventName: entry.eventName,
    tsMs,
    eventId: textAt(at.idBytes, at.idStart, at.idEnd),
    profile: part(at.profileStart, at.profileEnd),
    deviceInfo: part(at.deviceInfoStart, at.deviceInfoEnd),
    eventProps: part(at.eventPropsStart, at.eventPropsEnd),
    sessionProps: part(at.sessionPropsStart, at.sessionPropsEnd),
  };
}

function countAsText(event: EventRecord, statistics: EventStatistics): void {
  const entry = statistics.entryOf(event.eventName);
  for (const part of ["profile", "deviceInfo", "eventProps", "sessionProps"] as const) {
    entry[part].add(Buffer.from(event[part]), 0);
  }
}

/** As `json.dumps` writes it unless it is told otherwise. */
function pythonText(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) => inner, 1)
    .replaceAll(
      /("(?:[^"\\]|\\.)*")|\n *|: /g,
      (token, string: string | undefined) => string ?? (token === ": " ? ": " : ""),
    )
    .replaceAll(/("(?:[^"\\]|\\.)*")|,/g, (_, string: string | undefined) => string ?? ", ");
  return text.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

const keys = fc.oneof(
  fc.constantFrom("a", "b", "c", "identity", "dimensions", "width", "depth", 'ä"\\', "__proto__", "1"),
  fc.string({ unit: "grapheme", maxLength: 5 }),
);
const numbers = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100),
);
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(null, true, false, "", 0, 1.5),
    numbers,
    fc.string({ unit: "grapheme" }),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 4 }),
  ),
}));
const parts = fc.dictionary(keys, values, { maxKeys: 5 });
const events = fc.record(
  {
    eventId: fc.string({ minLength: 1 }).filter((id) => JSON.stringify(id) === `"${id}"`),
    profile: parts,
    eventProps: parts,
    deviceInfo: parts,
    sessionProps: parts,
  },
  { requiredKeys: [] },
);
const times = fc.oneof(
  fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2026, 5) }),
  fc
    .date({ min: new Date("1990-01-01"), max: new Date("2026-05-31"), noInvalidDate: true })
    .map((date) => date.toISOString()),
  fc.constantFrom(
    "2026-01-02T03:04:05Z",
    "2026-01-02T23:59:60.5+02:00",
    "2026-01-02T24:00:00Z",
    "2026-02-30T00:00:00Z",
    1,
    1.5,
    null,
  ),
);
const names = fc.constantFrom(eventName, "b", 'q"', "", 5);
const wholeEvents = fc
  .tuple(
    events,
    fc.record({ type: fc.constantFrom("event", "event", "event", "profile"), eventName: names, ts: times }),
  )
  .chain(([optional, needed]) =>
    fc.shuffledSubarray(Object.entries({ ...needed, ...optional }), { minLength: Object.keys(optional).length + 2 }),
  )
  .map((entries) => Object.fromEntries(entries));

const pieces = fc.constantFrom(
  ...[
    '"',
    "\\",
    "\\u00e9",
    "\\ud83d\\ude00",
    "\\ud83d",
    "\\u0041",
    "\\u001f",
    "\\/",
    "\\n",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\t",
    "\r",
    "\n",
    "\0",
    "é",
    "\ufeff",
  ],
  ...[
    "0",
    "-",
    "-0",
    "1e5",
    ".5",
    "1.0",
    "12345678901234567890",
    "true",
    "null",
    "NaN",
    '"a":1,',
    ',"a":1',
    '{"a":1,"a":2}',
    '"ts":5,',
    '{"\\u0061":1,"a":2}',
  ],
);
const edits = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 3 }), pieces), {
  maxLength: 2,
});
const hostileLines = fc
  .tuple(wholeEvents, fc.constantFrom(JSON.stringify, pythonText), edits)
  .map(([event, write, changes]) => {
    let text = write(event);
    for (const [where, removed, piece] of changes) {
      const at = Math.floor(where * text.length);
      text = text.slice(0, at) + piece + text.slice(at + removed);
    }
    return text;
  });
