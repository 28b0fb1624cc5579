import type { Manifest } from "@sluice/types";
import { checkChain, type FoundManifest } from "@sluice/verify";

/** Everything that is known at one moment of a recurring export of events. */
export interface Observed {
  /** Where its first window has to start. */
  readonly firstFromMs: number;
  readonly windows: readonly ObservedWindow[];
  /** What has been loaded, whenever that was. */
  readonly records: readonly CapturedRecord[];
  /** All manifests of the export, in every bucket. */
  readonly manifests: readonly StoredManifest[];
}

export interface ObservedWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly state: "open" | "done" | "skipped";
  /** Null for a window that was skipped before it had a run. */
  readonly run: {
    readonly runTimestamp: number;
    /** The events it is to deliver; null for all. */
    readonly eventNames: readonly string[] | null;
    readonly bucket: string;
    readonly manifestKey: string | null;
  } | null;
}

export interface CapturedRecord {
  readonly id: string;
  readonly eventName: string;
  readonly capturedAtMs: number;
}

export interface StoredManifest extends FoundManifest {
  readonly bucket: string;
  /** The ids in the objects that it names, one entry for each time that one is there. */
  readonly ids: readonly string[];
  /** What is not as the manifest says: an object that is missing or has other bytes. */
  readonly damage: readonly string[];
}

/** Every way in which the promise is broken: each record in exactly one window, each window's records in one run. */
export function brokenPromises(observed: Observed): string[] {
  return [...ledgerFaults(observed), ...observed.windows.flatMap((window) => windowFaults(window, observed))].concat(
    twiceDelivered(observed),
    chainFaults(observed),
  );
}

function ledgerFaults({ firstFromMs, windows }: Observed): string[] {
  const faults: string[] = [];
  let reachedMs = firstFromMs;
  for (const window of windows) {
    if (window.fromMs !== reachedMs) faults.push(`${named(window)} does not begin at ${instant(reachedMs)}`);
    if (window.toMs <= window.fromMs) faults.push(`${named(window)} has no length`);
    reachedMs = window.toMs;
  }
  const open = windows.filter(({ state }) => state === "open");
  if (open.length > 1) faults.push(`${open.length} windows are open`);
  const timestamps = windows.flatMap(({ run }) => run?.runTimestamp ?? []);
  if (timestamps.some((at, index) => at <= (timestamps[index - 1] ?? 0))) {
    faults.push("run timestamps do not grow with the windows");
  }
  return faults;
}

function windowFaults(window: ObservedWindow, { records, manifests }: Observed): string[] {
  const { run, state } = window;
  if (!run) return state === "skipped" ? [] : [`${named(window)} has no run`];
  const own = manifests.filter(
    ({ bucket, manifest }) => manifest.runTimestamp === run.runTimestamp && bucket === run.bucket,
  );
  if (state === "skipped") return own.map(({ key }) => `${named(window)} was skipped, but ${key} is in the bucket`);
  const faults = own.flatMap(({ manifest, damage }) => [...sameWindow(window, manifest), ...damage]);
  if (state === "open") return faults;
  const manifest = own.find(({ key }) => key === run.manifestKey);
  if (!manifest) return [...faults, `${named(window)} is done, but its manifest ${run.manifestKey} is not there`];
  const expected = records
    .filter(({ capturedAtMs }) => capturedAtMs >= window.fromMs && capturedAtMs < window.toMs)
    .filter(({ eventName }) => run.eventNames === null || run.eventNames.includes(eventName))
    .map(({ id }) => id);
  return [...faults, ...deliveryFaults(window, expected, manifest.ids)];
}

function sameWindow(window: ObservedWindow, { window: stated, runTimestamp }: Manifest): string[] {
  const isSame = Date.parse(stated.from) === window.fromMs && Date.parse(stated.to) === window.toMs;
  return isSame ? [] : [`the manifest of run ${runTimestamp} is not of ${named(window)}`];
}

function deliveryFaults(window: ObservedWindow, expected: readonly string[], ids: readonly string[]): string[] {
  const [wanted, there] = [new Set(expected), new Set(ids)];
  return [
    ...expected.filter((id) => !there.has(id)).map((id) => `${named(window)} lacks ${id}`),
    ...ids.filter((id) => !wanted.has(id)).map((id) => `${named(window)} has ${id}, which is not its own`),
  ];
}

/** Within a bucket: a run that moved to another one leaves behind what it had delivered. */
function twiceDelivered({ manifests }: Observed): string[] {
  return [...Map.groupBy(manifests, ({ bucket }) => bucket).values()].flatMap((inBucket) => {
    const seen = new Map<string, string>();
    return inBucket.flatMap(({ key, ids }) =>
      ids.flatMap((id) => {
        const other = seen.get(id);
        seen.set(id, key);
        return other === undefined ? [] : [`${id} is there twice, by ${other} and by ${key}`];
      }),
    );
  });
}

/** The manifests of what is done, wherever they are, as somebody has them who copied all buckets into one. */
function chainFaults({ windows, manifests }: Observed): string[] {
  const done = windows.filter(({ state }) => state === "done");
  const chain = manifests.filter(({ key, bucket }) =>
    done.some(({ run }) => run?.manifestKey === key && run.bucket === bucket),
  );
  return checkChain(chain).map(({ code, key, message }) => `${code} ${key}: ${message}`);
}

function named({ fromMs, toMs, state }: ObservedWindow): string {
  return `the ${state} window ${instant(fromMs)} to ${instant(toMs)}`;
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}
