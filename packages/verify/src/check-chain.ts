import type { Fault } from "./faults.ts";
import { type FoundManifest, manifestKeysHere } from "./read-manifest.ts";

/**
 * Checks that the runs of one export follow one another: each names the one before it, and its window begins where that
 * one's ended, or else the first window does that it says was skipped (that those reach its own is for the manifest to
 * say). Takes the runs in any order; with all of them there, the first names none. `place` is where they were looked for.
 */
export function checkChain(runs: readonly FoundManifest[], place = "this place"): Fault[] {
  const byKey = new Map(runs.map((run) => [run.key, run]));
  const faults: Fault[] = [];
  const followers = new Map<string, string>();
  for (const run of [...runs].sort((a, b) => a.manifest.runTimestamp - b.manifest.runTimestamp)) {
    const { key, manifest } = run;
    if (manifest.previous === null) {
      if (manifest.runTimestamp !== earliest(runs)?.manifest.runTimestamp) {
        faults.push({ code: "chain.missing", key, message: "the run names no run before it, but there is one" });
      }
      continue;
    }
    const [placed = "", ...others] = manifestKeysHere(run, manifest.previous);
    const previousKey = others.find((other) => !byKey.has(placed) && byKey.has(other)) ?? placed;
    const previous = byKey.get(previousKey);
    if (previous === undefined) {
      const message = `the run before it, ${previousKey}, is not in ${place}; where the export was sent elsewhere before, name that place too`;
      faults.push({ code: "chain.missing", key, message });
      continue;
    }
    const follower = followers.get(previousKey);
    if (follower !== undefined) {
      faults.push({ code: "chain.overlap", key, message: `it follows ${previousKey}, as ${follower} does` });
    }
    followers.set(previousKey, key);
    faults.push(...windowFaults(run, previous));
  }
  return faults;
}

function earliest(runs: readonly FoundManifest[]): FoundManifest | undefined {
  return runs.reduce<FoundManifest | undefined>(
    (first, run) => (first && first.manifest.runTimestamp <= run.manifest.runTimestamp ? first : run),
    undefined,
  );
}

function windowFaults({ key, manifest }: FoundManifest, previous: FoundManifest): Fault[] {
  const { window } = manifest;
  const before = previous.manifest.window;
  if (window.axis !== before.axis) {
    return [
      {
        code: "chain.gap",
        key,
        message: `its window is on ${window.axis}, that of the run before it on ${before.axis}`,
      },
    ];
  }
  const [skipped] = manifest.skipped;
  const { from } = skipped ?? window;
  const leapMs = Date.parse(from) - Date.parse(before.to);
  if (leapMs === 0) return [];
  const begins = `${skipped ? "the first window that it skipped" : "its window"} begins at ${from}`;
  const windows = `${begins}, that of the run before it (${previous.key}) ends at ${before.to}`;
  return [
    leapMs > 0
      ? { code: "chain.gap", key, message: `nothing covers what is between: ${windows}` }
      : { code: "chain.overlap", key, message: `what is between is there twice: ${windows}` },
  ];
}
