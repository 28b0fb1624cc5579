import { manifestSchema } from "@sluice/types";
import { describe, expect, test } from "vitest";
import { buildManifest, type ManifestRun, manifestText } from "./build-manifest.ts";

const run: ManifestRun = {
  project: "100000001",
  requestId: 1764000000,
  runTimestamp: 1764000001,
  type: "allEvents",
  format: "csv",
  options: {
    eventId: true,
    jsonHeader: "eventName",
    parquetLayout: "map",
    parquetContainer: "gzip",
    columnNames: "dotted",
  },
  window: { axis: "ts", fromMs: 0, toMs: 86_400_000 },
  snapshotMs: 90_000_000,
  events: [
    {
      eventIndex: 0,
      eventName: "Char\0ged",
      keyText: "Char-ged",
      records: 3,
      schema: { profile: [{ key: "identity", types: ["string"] }], deviceInfo: [], eventProps: [], sessionProps: [] },
    },
  ],
  expectedRecords: 3,
  previous: null,
  skipped: [],
  software: "sluice/0.1.0",
};

const object = {
  key: "1764000000-1764000001-Char-ged-20251124-0-0.csv.gz",
  eventName: "Char\0ged",
  databaseId: 0,
  fileIndex: 0,
  records: 3,
  bytes: 120,
  sha256: "0".repeat(64),
  minTs: "1970-01-01T00:00:00.000Z",
  maxTs: "1970-01-01T00:00:01.000Z",
};

describe("the manifest", () => {
  test("reads back as what was written, with only the options of its format", () => {
    const manifest = buildManifest(run, [object]);
    expect(manifestSchema.parse(JSON.parse(manifestText(manifest)))).toEqual(manifest);
    expect(manifest.options).toEqual({ eventId: true, columnNames: "dotted" });
    expect(manifest.totals).toEqual({ records: 3, objects: 1, bytes: 120 });
    expect(manifest.events).toEqual([
      { name: "Char\0ged", records: 3, objects: 1, schema: [{ key: "profile.identity", types: ["string"] }] },
    ]);
  });

  test("a run without records has a manifest that says zero", () => {
    const manifest = buildManifest({ ...run, events: [], expectedRecords: 0 }, []);
    expect(manifest.totals).toEqual({ records: 0, objects: 0, bytes: 0 });
    expect(manifestSchema.parse(JSON.parse(manifestText(manifest)))).toEqual(manifest);
  });
});
