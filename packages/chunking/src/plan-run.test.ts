import type { EventSchema, PlannedSegment } from "@sluice/types";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planRun } from "./plan-run.ts";

const empty: EventSchema = { profile: [], deviceInfo: [], eventProps: [], sessionProps: [] };

function segment(eventName: string, databaseId: number, records: number, schema = empty): PlannedSegment {
  return { eventName, databaseId, records, sourceBytes: records * 400, schema, token: `${eventName}/${databaseId}` };
}

async function* stream(segments: readonly PlannedSegment[]) {
  yield* segments;
}

const limits = {
  job: { maxSegments: 64, maxRecords: 1000, maxSourceBytes: 2 ** 30 },
  keyTexts: (names: readonly string[]) => new Map(names.map((name) => [name, `key of ${name}`])),
};

describe("the plan of a run", () => {
  test("numbers segments within event and database, events in code-point order", async () => {
    const plan = await planRun(
      stream([segment("b", 1, 5), segment("b", 0, 3), segment("b", 1, 7), segment("a", 0, 1)]),
      limits,
    );
    expect(plan.events.map(({ eventName, keyText, records }) => [eventName, keyText, records])).toEqual([
      ["a", "key of a", 1],
      ["b", "key of b", 15],
    ]);
    const placed = plan.jobs
      .flatMap((job) => job.segments)
      .map((s) => [s.eventIndex, s.databaseId, s.index, s.count, s.records]);
    expect(placed).toEqual([
      [0, 0, 0, 1, 1],
      [1, 0, 0, 1, 3],
      [1, 1, 0, 2, 5],
      [1, 1, 1, 2, 7],
    ]);
    expect(plan.expectedRecords).toBe(16);
  });

  test("an event's schema has every key and type of its segments", async () => {
    const one: EventSchema = {
      ...empty,
      eventProps: [
        { key: "\u{1F389}", types: ["string"] },
        { key: "price", types: ["double"] },
      ],
    };
    const two: EventSchema = {
      ...empty,
      eventProps: [
        { key: "price", types: ["integer"] },
        { key: "\uFF21", types: ["null"] },
      ],
    };
    const plan = await planRun(stream([segment("a", 0, 1, one), segment("a", 1, 1, two)]), limits);
    expect(plan.events[0]?.schema.eventProps).toEqual([
      { key: "price", types: ["integer", "double"] },
      { key: "\uFF21", types: ["null"] },
      { key: "\u{1F389}", types: ["string"] },
    ]);
  });

  test("small segments share a job up to its limits, a big one stands alone", async () => {
    const sizes = [400, 500, 200, 5000, 1];
    const plan = await planRun(stream(sizes.map((records, database) => segment("a", database, records))), limits);
    expect(plan.jobs.map((job) => job.segments.map((s) => s.records))).toEqual([[400, 500], [200], [5000], [1]]);
  });

  test("segments of few but large records share no job that would take long", async () => {
    const job = { ...limits.job, maxSourceBytes: 1_000_000 };
    const sizes = [600, 400, 900, 400_000, 10].map((size) => ({ ...segment("a", 0, 1), sourceBytes: size * 1_000 }));
    const plan = await planRun(stream(sizes), { ...limits, job });
    expect(plan.jobs.map(({ segments }) => segments.map((one) => one.sourceBytes / 1_000))).toEqual([
      [600, 400],
      [900],
      [400_000],
      [10],
    ]);
  });

  test("a job's label tells people what it encodes", async () => {
    const plan = await planRun(
      stream([
        segment("Charged", 0, 900),
        segment("Charged", 0, 900),
        segment("Re\nfunded", 0, 400),
        segment("Viewed", 1, 2),
      ]),
      limits,
    );
    expect(plan.jobs.map((job) => job.label)).toEqual([
      "Charged · db 0 · part 1 of 2",
      "Charged · db 0 · part 2 of 2",
      "Re?funded and 1 more",
    ]);
  });

  test("nothing to export is a plan without jobs", async () => {
    expect(await planRun(stream([segment("a", 0, 0)]), limits)).toEqual({ events: [], jobs: [], expectedRecords: 0 });
  });

  test("every record is in exactly one job, whatever the segments", async () => {
    const anySegment = fc.record({ name: fc.constantFrom("a", "b", "é", "\0"), db: fc.nat(3), records: fc.nat(3000) });
    await fc.assert(
      fc.asyncProperty(fc.array(anySegment), async (list) => {
        const plan = await planRun(stream(list.map((s) => segment(s.name, s.db, s.records))), limits);
        const total = list.reduce((sum, s) => sum + s.records, 0);
        expect(plan.expectedRecords).toBe(total);
        expect(plan.jobs.reduce((sum, job) => sum + job.records, 0)).toBe(total);
        for (const job of plan.jobs) {
          expect(job.segments.length).toBeLessThanOrEqual(64);
          if (job.segments.length > 1) expect(job.records).toBeLessThanOrEqual(1000);
        }
      }),
    );
  });
});
