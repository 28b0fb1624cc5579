import { expect, test } from "vitest";
import type { Export, Run } from "../api/schema.d.ts";
import { howItGoes } from "./how-it-goes.ts";
import { runPace } from "./run-pace.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 28, 6, 0, second)).toISOString();
const run: Run = {
  requestId: 1,
  runTimestamp: 1,
  status: "Running",
  window: { axis: "ts", from: at(0), to: at(1) },
  snapshot: at(0),
  expectedRecords: 1_000,
  totals: { records: 250, objects: 1, bytes: 9 },
  waiting: null,
  error: null,
  manifestKey: null,
  isExpired: false,
  createdAt: at(0),
  startedAt: at(0),
  endedAt: null,
};
const nightly: Export = {
  requestId: 1,
  name: null,
  connection: { id: "c", name: "Lake" },
  type: "allEvents",
  frequency: "recurring",
  format: "csv",
  options: {},
  eventNames: null,
  status: "Pending",
  createdAt: at(0),
  archivedAt: null,
  totals: { runs: 0, records: 0, objects: 0, bytes: 0 },
  lastRun: null,
  nextRunAt: at(9),
  everyHours: 4,
  startFrom: at(0),
  stopped: null,
};

test("what waits says what it waits for", () => {
  expect(howItGoes(nightly)).toBe("Waits for its first run");
  expect(howItGoes({ ...nightly, lastRun: { ...run, status: "Done" } })).toBe("Waits for its next run");
  const waiting = { ...run, status: "Pending", waiting: "The bucket is not reachable; tried again at 06:05." } as const;
  expect(howItGoes({ ...nightly, lastRun: waiting })).toBe("The bucket is not reachable; tried again at 06:05.");
});

test("what failed or stopped says why, and what is done how long it took", () => {
  const error = { code: "connection.access_denied", message: "The bucket refused it." };
  expect(howItGoes({ ...nightly, status: "Failed", lastRun: { ...run, status: "Failed", error } })).toBe(error.message);
  expect(howItGoes({ ...nightly, status: "Stopped", stopped: { at: at(1), reason: null } })).toBe("Stopped by hand");
  expect(howItGoes({ ...nightly, status: "Done", lastRun: { ...run, status: "Done", endedAt: at(75) } })).toBe(
    "Took 1 min 15 s",
  );
});

test("the pace of a run is its average until the stream tells it", () => {
  const nowMs = Date.parse(at(10));
  expect(runPace(run, undefined, nowMs)).toEqual({ share: 0.25, recordsPerSecond: 25, secondsLeft: 30 });
  const live = { records: 500, recordsPerSecond: 100, secondsLeft: 5, waitingFor: null };
  expect(runPace(run, live, nowMs)).toEqual({ share: 0.5, recordsPerSecond: 100, secondsLeft: 5 });
});

test("a run that has not been planned has no share and no end", () => {
  const planning = { ...run, expectedRecords: null, totals: { records: 0, objects: 0, bytes: 0 } };
  expect(runPace(planning, undefined, Date.parse(at(10)))).toEqual({
    share: null,
    recordsPerSecond: null,
    secondsLeft: null,
  });
});
