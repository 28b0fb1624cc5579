import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { textAt } from "@sluice/json-text";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eventOf } from "../../../test-support/event-bytes.ts";
import { testFolder } from "../../../test-support/lake.ts";
import { EventStatistics } from "../event-statistics.ts";
import { EventSorter, type SortEvents } from "./event-sorter.ts";

const signal = new AbortController().signal;
const day = Date.UTC(2026, 1, 3);

interface Made {
  readonly name: string;
  readonly databaseId: number;
  readonly tsMs: number;
  readonly id: string;
  readonly place: number;
  /** Makes some records larger than what is read at once. */
  readonly bytes: number;
}

const events = fc
  .array(
    fc.record({
      name: fc.constantFrom("a", "b", "\uffee", "😀", ""),
      databaseId: fc.integer({ min: 0, max: 2 }),
      tsMs: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 253_402_300_799_999 })),
      id: fc.oneof(fc.constantFrom("x", "xy", "é", "\uffee", "😀"), fc.string()),
      bytes: fc.oneof({ weight: 30, arbitrary: fc.nat(30) }, { weight: 1, arbitrary: fc.nat(200_000) }),
    }),
    { maxLength: 150 },
  )
  .map((list) => list.map((event, place) => ({ ...event, place })));

describe("a sort of events", () => {
  test.each([
    ["in memory", {}],
    ["in files", { runBytes: 2_000 }],
    ["in files, of which few can be read at once", { runBytes: 500, maxOpenRuns: 2 }],
    ["with a file for each event", { runBytes: 0, maxOpenRuns: 3 }],
  ])("%s gives them by database, name, ts, id and place", async (_, options) => {
    await fc.assert(
      fc.asyncProperty(events, async (made) => {
        await using folder = await testFolder();
        const expected = made.toSorted(
          (a, b) =>
            a.databaseId - b.databaseId ||
            Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)) ||
            a.tsMs - b.tsMs ||
            Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)) ||
            a.place - b.place,
        );
        expect(await sorted(made, { folder: join(folder.path, "runs"), ...options })).toEqual(expected);
        expect(await readdir(join(folder.path, "runs")).catch(() => [])).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test("finishes each event's line, without parts that hold nothing", async () => {
    await using folder = await testFolder();
    const statistics = new EventStatistics();
    const sorter = new EventSorter({ folder: folder.path, eventNames: () => ["n"] });
    const ts = Date.UTC(2026, 1, 3, 4, 5, 6, 789);
    const whole = { profile: '{"a":1}', eventProps: '{"é":2}', deviceInfo: '{"d":3}', sessionProps: '{"s":[4]}' };
    sorter.add(eventOf(statistics, { eventName: "n", tsMs: ts, eventId: "1", ...whole }), 0, ts);
    sorter.add(eventOf(statistics, { eventName: "n", tsMs: ts, eventId: "2", deviceInfo: "{}" }), 0, ts + 86_400_000);
    const lines: unknown[] = [];
    await sorter.finish(
      {
        add({ lines: bytes, lineStart, lineEnd, profileBytes, deviceInfoBytes, sessionPropsBytes }) {
          lines.push([textAt(bytes, lineStart, lineEnd), profileBytes, deviceInfoBytes, sessionPropsBytes]);
          return undefined;
        },
      },
      signal,
    );
    expect(lines).toEqual([
      [
        '{"profile":{"a":1},"ts":20260203040506,"eventProps":{"é":2},"deviceInfo":{"d":3},"sessionProps":{"s":[4]}}\n',
        7,
        7,
        9,
      ],
      ['{"profile":{},"ts":20260204040506,"eventProps":{}}\n', 2, 0, 0],
    ]);
  });

  test("stops when it is told to while it reads its files", async () => {
    await using folder = await testFolder();
    const statistics = new EventStatistics();
    const sorter = new EventSorter({ folder: join(folder.path, "runs"), runBytes: 100_000, eventNames: () => ["n"] });
    const eventProps = JSON.stringify({ a: randomBytes(40_000).toString("hex") });
    for (let i = 0; i < 60; i++) {
      await sorter.add(eventOf(statistics, { eventName: "n", tsMs: day, eventId: `${i}`, eventProps }), 0, day);
    }
    const stop = new AbortController();
    const sink = { add: async () => stop.abort(new Error("enough")) };
    await expect(sorter.finish(sink, stop.signal)).rejects.toThrow("enough");
  });
});

async function sorted(made: readonly Made[], options: Omit<SortEvents, "eventNames">): Promise<Made[]> {
  const statistics = new EventStatistics();
  const eventNames = () => statistics.entries.map(({ eventName }) => eventName);
  const sorter = new EventSorter({ ...options, eventNames });
  for (const { name, databaseId, tsMs, id, place, bytes } of made) {
    const eventProps = JSON.stringify({ place, text: "x".repeat(bytes) });
    await sorter.add(eventOf(statistics, { eventName: name, tsMs, eventId: id, eventProps }), databaseId, tsMs);
  }
  const given: Made[] = [];
  await sorter.finish(
    {
      add({ lines, lineStart, lineEnd, ids, idStart, idEnd, eventName, databaseId, tsMs }) {
        const { place, text } = JSON.parse(textAt(lines, lineStart, lineEnd)).eventProps;
        const id = textAt(ids, idStart, idEnd);
        given.push({ name: eventName, databaseId, tsMs, id, place, bytes: text.length });
        return place % 2 === 0 ? undefined : Promise.resolve();
      },
    },
    signal,
  );
  return given;
}
