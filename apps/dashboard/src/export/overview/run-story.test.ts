import { describe, expect, test } from "vitest";
import { runTookMs, storyOf } from "./run-story.ts";

const at = (seconds: number) => new Date(Date.parse("2026-11-28T06:00:00Z") + seconds * 1_000).toISOString();
const timeline = [
  { at: at(0), kind: "opened", detail: null, text: "Opened" },
  {
    at: at(2),
    kind: "planned",
    detail: "10 records of 1 event in 1 job",
    text: "Planned: 10 records of 1 event in 1 job",
  },
  { at: at(5), kind: "waiting", detail: "an encoder for json", text: "An encoder for json" },
  { at: at(65), kind: "paused", detail: "of tomorrow", text: "Paused: of tomorrow" },
];

describe("a run's story", () => {
  test("tells each step, and how long it took to come", () => {
    const story = storyOf({ timeline, status: "Running", waiting: null });
    expect(story.map(({ title, tookMs }) => [title, tookMs])).toEqual([
      ["Opened", null],
      ["Planned", 2_000],
      ["An encoder for json", 3_000],
      ["Paused: of tomorrow", 60_000],
    ]);
    expect(story[2]).toMatchObject({ detail: null, tone: "waiting" });
  });

  test("lasts from when the run was taken up to its end, or to now", () => {
    expect(runTookMs({ startedAt: null, endedAt: null }, 0)).toBeNull();
    expect(runTookMs({ startedAt: at(1), endedAt: at(4) }, Date.parse(at(60)))).toBe(3_000);
    expect(runTookMs({ startedAt: at(1), endedAt: null }, Date.parse(at(60)))).toBe(59_000);
  });
});
