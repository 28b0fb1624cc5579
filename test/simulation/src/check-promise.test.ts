import type { Manifest } from "@sluice/types";
import { describe, expect, test } from "vitest";
import { brokenPromises, type Observed, type ObservedWindow, type StoredManifest } from "./check-promise.ts";

const hour = 3_600_000;
const bucket = "acme";

/** Two windows done, one skipped between them and one open at the end, with a record at each border. */
function kept(): Observed {
  return {
    firstFromMs: 0,
    windows: [window(0, "done"), window(1, "skipped"), window(2, "done"), window(3, "open")],
    records: [
      { id: "id-1", eventName: "Charged", capturedAtMs: 0 },
      { id: "id-2", eventName: "Charged", capturedAtMs: hour - 1 },
      { id: "id-3", eventName: "Charged", capturedAtMs: hour },
      { id: "id-4", eventName: "Charged", capturedAtMs: 2 * hour },
      { id: "id-5", eventName: "Viewed", capturedAtMs: 2 * hour },
      { id: "id-6", eventName: "Charged", capturedAtMs: 3 * hour },
    ],
    manifests: [
      manifest(0, { previous: null, ids: ["id-1", "id-2"] }),
      manifest(2, { previous: keyOf(0), ids: ["id-4"], skipped: [statedWindow(1)] }),
    ],
  };
}

function window(hours: number, state: ObservedWindow["state"]): ObservedWindow {
  const run = { runTimestamp: runOf(hours), eventNames: ["Charged"], bucket, manifestKey: keyOf(hours) };
  return { fromMs: hours * hour, toMs: (hours + 1) * hour, state, run };
}

interface ManifestContent {
  readonly previous: string | null;
  readonly ids: readonly string[];
  readonly skipped?: Manifest["skipped"];
}

function manifest(hours: number, { previous, ids, skipped = [] }: ManifestContent): StoredManifest {
  const stated: Manifest = {
    version: 1,
    project: "100000001",
    requestId: 1,
    runTimestamp: runOf(hours),
    type: "allEvents",
    format: "json",
    options: { eventId: true, jsonHeader: "eventName" },
    window: { axis: "capturedAt", ...statedWindow(hours) },
    snapshot: statedWindow(hours).to,
    events: [],
    objects: [],
    totals: { records: 0, objects: 0, bytes: 0 },
    expectedRecords: 0,
    previous,
    skipped,
    software: "Sluice simulated",
  };
  return { bucket, key: keyOf(hours), prefix: "", manifest: stated, ids, damage: [] };
}

const runOf = (hours: number): number => (hours + 1) * 3_600;
const keyOf = (hours: number): string => `1-${runOf(hours)}.manifest.json`;
function statedWindow(hours: number) {
  return { from: new Date(hours * hour).toISOString(), to: new Date((hours + 1) * hour).toISOString() };
}

describe("the promise", () => {
  test("is kept where nothing is missing and nothing is there twice", () => {
    expect(brokenPromises(kept())).toEqual([]);
  });

  type Tamper = (observed: Observed) => Partial<Observed>;
  const firstManifest = (ids: readonly string[]): Tamper => {
    return ({ manifests }) => ({
      manifests: manifests.map((found, index) => (index === 0 ? { ...found, ids } : found)),
    });
  };
  const lastWindow = (change: Partial<ObservedWindow>): Tamper => {
    return ({ windows }) => ({ windows: windows.map((own, index) => (index === 3 ? { ...own, ...change } : own)) });
  };
  const broken: Readonly<Record<string, readonly [Tamper, RegExp]>> = {
    "a window is gone from the ledger": [
      ({ windows }) => ({ windows: windows.toSpliced(1, 1) }),
      /the done window .*02:00:00.000Z to .* does not begin at .*01:00:00.000Z/,
    ],
    "the first window is not the first": [() => ({ firstFromMs: -1 }), /does not begin at/],
    "two windows overlap": [lastWindow({ fromMs: 3 * hour - 1 }), /does not begin at .*03:00:00/],
    "a window has no length": [lastWindow({ toMs: 3 * hour }), /has no length/],
    "two windows are open": [
      ({ windows }) => ({ windows: windows.map((own) => ({ ...own, state: "open" })) }),
      /4 windows are open/,
    ],
    "two runs have one timestamp": [lastWindow({ run: window(2, "open").run }), /run timestamps do not grow/],
    "a record is missing": [firstManifest(["id-1"]), /lacks id-2/],
    "a record is there twice": [firstManifest(["id-1", "id-2", "id-2"]), /id-2 is there twice/],
    "a record is in two runs": [
      firstManifest(["id-1", "id-2", "id-4"]),
      /id-4 is there twice, by .*3600.* and by .*10800/,
    ],
    "a record of a skipped window is there": [
      firstManifest(["id-1", "id-2", "id-3"]),
      /has id-3, which is not its own/,
    ],
    "a record of an event nobody asked for is there": [firstManifest(["id-1", "id-2", "id-5"]), /has id-5/],
    "a manifest of a skipped window is there": [
      ({ manifests }) => ({ manifests: [...manifests, manifest(1, { previous: keyOf(0), ids: [] })] }),
      /was skipped, but 1-7200.manifest.json is in the bucket/,
    ],
    "a manifest is not there": [
      ({ manifests }) => ({ manifests: manifests.slice(0, 1) }),
      /its manifest .* is not there/,
    ],
    "a manifest is in another bucket": [
      ({ manifests }) => ({ manifests: manifests.map((found) => ({ ...found, bucket: "other" })) }),
      /its manifest .* is not there/,
    ],
    "a manifest is of another window": [
      ({ windows }) => ({
        windows: windows.map((own) => (own.state === "done" ? { ...own, toMs: own.toMs - 1 } : own)),
      }),
      /the manifest of run 3600 is not of/,
    ],
    "an object is damaged": [
      ({ manifests }) => ({ manifests: manifests.map((found) => ({ ...found, damage: ["k has other bytes"] })) }),
      /k has other bytes/,
    ],
    "a manifest names the wrong predecessor": [
      ({ manifests: [first] }) => ({
        manifests: [...(first ? [first] : []), manifest(2, { previous: "1-1.manifest.json", ids: ["id-4"] })],
      }),
      /chain.missing/,
    ],
    "a manifest says nothing of the window that was skipped": [
      ({ manifests: [first] }) => ({
        manifests: [...(first ? [first] : []), manifest(2, { previous: keyOf(0), ids: ["id-4"] })],
      }),
      /chain.gap/,
    ],
  };
  test.each(Object.entries(broken))("is broken where %s", (_, [tamper, fault]) => {
    const observed = { ...kept(), ...tamper(kept()) };
    expect(brokenPromises(observed).join("\n")).toMatch(fault);
  });
});
