import { describe, expect, test } from "vitest";
import { availableActions } from "./available-actions.ts";

const recurring = {
  status: "Pending",
  frequency: "recurring",
  stopped: null,
  archivedAt: null,
  lastRun: null,
} as const;
const oneTime = { ...recurring, frequency: "oneTime" } as const;
const stopped = { at: "2026-11-28T00:00:00Z", reason: null };
const names = (actions: ReturnType<typeof availableActions>) =>
  Object.entries(actions).flatMap(([name, isAvailable]) => (isAvailable ? [name] : []));

describe("what can be done with an export", () => {
  test("that goes on: stop and edit it, and retry a run of it that failed", () => {
    expect(names(availableActions(recurring, undefined))).toEqual(["stop", "edit"]);
    expect(names(availableActions({ ...recurring, status: "Failed" }, { status: "Failed", isExpired: false }))).toEqual(
      ["retry", "stop", "edit"],
    );
  });

  test("that is stopped: resume, edit, archive it", () => {
    expect(
      names(availableActions({ ...recurring, status: "Stopped", stopped }, { status: "Done", isExpired: false })),
    ).toEqual(["resume", "edit", "archive"]);
  });

  test("that is stopped while its run ends: nothing takes it out of sight yet", () => {
    expect(names(availableActions({ ...recurring, status: "Running", stopped }, undefined))).toEqual(["stop", "edit"]);
  });

  test("of one time: stop it while it runs, archive it afterwards, and get it back", () => {
    expect(names(availableActions({ ...oneTime, status: "Running" }, { status: "Running", isExpired: false }))).toEqual(
      ["stop"],
    );
    expect(names(availableActions({ ...oneTime, status: "Done" }, { status: "Done", isExpired: false }))).toEqual([
      "archive",
    ]);
    expect(
      names(
        availableActions({ ...oneTime, status: "Done", archivedAt: stopped.at }, { status: "Done", isExpired: false }),
      ),
    ).toEqual(["unarchive"]);
  });

  test("whose run is not kept any more: it is not retried", () => {
    expect(names(availableActions({ ...oneTime, status: "Failed" }, { status: "Failed", isExpired: true }))).toEqual([
      "archive",
    ]);
  });
});
