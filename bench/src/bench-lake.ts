import type { EventQuery } from "@sluice/event-source";

export const benchProject = "bench";

/** Everything that was loaded. */
export const wholeLake: EventQuery = {
  project: benchProject,
  window: { axis: "ts", fromMs: 0, toMs: Number.MAX_SAFE_INTEGER },
  eventNames: null,
  capturedBeforeMs: Number.MAX_SAFE_INTEGER,
};

/** As workflow-service plans unless told otherwise. */
export const segmentLimits = { maxRecords: 1_000_000, maxSourceBytes: 512 * 1024 * 1024 };
