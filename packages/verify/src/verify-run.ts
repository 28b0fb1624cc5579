import type { Manifest } from "@sluice/types";
import { checkManifest } from "./check-manifest.ts";
import { checkObject } from "./check-object.ts";
import { areOfOneZone } from "./check-ts-range.ts";
import type { DeliverySource } from "./delivery-source.ts";
import type { Fault } from "./faults.ts";
import type { Platform } from "./platform.ts";
import { type FoundManifest, keyHere, readManifest, runPrefix } from "./read-manifest.ts";
import { runUsers } from "./run-users.ts";

export interface VerifyOptions {
  /** The project's time zone; without it printed times are only checked to be of some zone. */
  readonly timeZone?: string | null;
  readonly onProgress?: (progress: VerifyProgress) => void;
  readonly signal?: AbortSignal;
}

export interface VerifyProgress {
  readonly key: string;
  readonly objects: number;
  readonly totalObjects: number;
  readonly bytes: number;
  readonly totalBytes: number;
}

/** What is there, counted from the objects themselves, and everything that is wrong with it. */
export interface RunReport {
  readonly ok: boolean;
  readonly manifestKey: string;
  /** Null when there is none to read. */
  readonly manifest: Manifest | null;
  readonly faults: readonly Fault[];
  readonly objects: number;
  readonly records: number;
  readonly bytes: number;
}

/**
 * Checks one run: the manifest against itself, every object that it names against it, and that the run left no other
 * object. Holds one piece of an object at a time. Throws a `SluiceError` when the place cannot be read.
 */
export async function verifyRunOn(
  platform: Platform,
  source: DeliverySource,
  manifestKey: string,
  options: VerifyOptions = {},
): Promise<RunReport> {
  const found = await readManifest(source, manifestKey);
  if ("code" in found) {
    return { ok: false, manifestKey, manifest: null, faults: [found], objects: 0, records: 0, bytes: 0 };
  }
  const { manifest } = found;
  const faults: Fault[] = checkManifest(found);
  const figures = { objects: 0, records: 0, bytes: 0 };
  const offsetsMs = new Set<number>();
  const { timeZone = null, signal } = options;
  const isKnown = runUsers(manifest, platform);
  let readBytes = 0;
  for (const [index, object] of manifest.objects.entries()) {
    signal?.throwIfAborted();
    const key = keyHere(found, object.key);
    // A key of another run is among the manifest's faults; there is nothing to look for.
    if (key === null) continue;
    const report = () =>
      options.onProgress?.({
        key,
        objects: index,
        totalObjects: manifest.objects.length,
        bytes: readBytes,
        totalBytes: manifest.totals.bytes,
      });
    report();
    const onBytes = (bytes: number): void => {
      readBytes += bytes;
      report();
    };
    const check = await checkObject({ platform, source, manifest, object, key, timeZone, isKnown, onBytes, signal });
    faults.push(...check.faults);
    figures.objects += check.found ? 1 : 0;
    figures.records += check.records;
    figures.bytes += check.bytes;
    for (const offset of check.offsetsMs) offsetsMs.add(offset);
  }
  if (!areOfOneZone(offsetsMs)) {
    faults.push({
      code: "run.time_zone",
      key: manifestKey,
      message: "the objects' times are not all of one time zone",
    });
  }
  for await (const fault of strayObjects(source, found)) faults.push(fault);
  return { ok: faults.length === 0, manifestKey, manifest, faults, ...figures };
}

/** Objects named after the run that its manifest does not know. */
async function* strayObjects(source: DeliverySource, found: FoundManifest): AsyncGenerator<Fault> {
  const known = new Set(found.manifest.objects.map(({ key }) => keyHere(found, key)));
  for await (const { key } of source.list(found.prefix + runPrefix(found.manifest))) {
    if (known.has(key)) continue;
    yield { code: "run.stray_object", key, message: "the object bears the run's name, but is not in its manifest" };
  }
}
