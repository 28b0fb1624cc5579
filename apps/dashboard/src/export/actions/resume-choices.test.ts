import { describe, expect, test } from "vitest";
import type { ExportWindow, WindowState } from "../../api/schema.d.ts";
import { resumeChoices } from "./resume-choices.ts";

const nowMs = Date.parse("2026-11-28T10:00:00Z");
const daily = { startFrom: "2026-11-20T00:00:00Z", everyHours: 24, type: "allEvents" } as const;

function dayWindow(day: number, state: WindowState): ExportWindow {
  const at = (date: number) => `2026-11-${date}T00:00:00Z`;
  return { window: { axis: "capturedAt", from: at(day), to: at(day + 1) }, state, runTimestamp: 1 };
}

describe("resuming an export", () => {
  test("whose last window was delivered: goes on where that ended, or leaves out what came since", () => {
    const choices = resumeChoices(daily, [dayWindow(20, "done"), dayWindow(21, "done")], nowMs);
    expect(choices).toEqual({
      open: null,
      goesOnAt: "2026-11-22T00:00:00Z",
      due: 6,
      leftOut: { from: "2026-11-22T00:00:00Z", to: "2026-11-28T10:00:00.000Z" },
    });
  });

  test("whose window is open: does that again first, or leaves it out, too", () => {
    const choices = resumeChoices(daily, [dayWindow(20, "done"), dayWindow(21, "stopped")], nowMs);
    expect(choices.open?.window.from).toBe("2026-11-21T00:00:00Z");
    expect(choices.due).toBe(7);
    expect(choices.leftOut?.from).toBe("2026-11-21T00:00:00Z");
  });

  test("that has run never: begins at its start, and leaves out nothing that lies ahead", () => {
    expect(resumeChoices(daily, [], nowMs).goesOnAt).toBe("2026-11-20T00:00:00Z");
    expect(resumeChoices({ ...daily, startFrom: "2026-12-01T00:00:00Z" }, [], nowMs)).toMatchObject({
      due: 0,
      leftOut: null,
    });
  });

  test("of profiles whose first run is not done: leaves that run out by neither choice", () => {
    const profiles = { ...daily, startFrom: null, type: "allProfiles" } as const;
    expect(resumeChoices(profiles, [dayWindow(20, "failed")], nowMs).leftOut).toBeNull();
    expect(resumeChoices(profiles, [dayWindow(20, "done"), dayWindow(21, "failed")], nowMs).leftOut).not.toBeNull();
  });
});
