import { browserPlatform } from "./browser-platform.ts";
import type { FileToVerify } from "./file-to-verify.ts";
import { type FilesSource, filesSource } from "./files-source.ts";
import { keyHere, manifestNameOf, readManifest } from "./read-manifest.ts";
import { type DeliveryReport, manifestKeys, verifyDeliveryOn } from "./verify-delivery.ts";

export interface VerifyFilesOptions {
  /** The project's, to check printed times exactly; without it they are only checked to be of some zone. */
  readonly timeZone?: string | null;
  readonly onProgress?: (progress: FilesProgress) => void;
  /** Once aborted, the check throws the signal's reason within a piece of a file. */
  readonly signal?: AbortSignal;
}

export interface FilesProgress {
  readonly bytesDone: number;
  /** Of the files that the manifests name and that are there. */
  readonly bytesTotal: number;
  /** Key of the object that is being read. */
  readonly object: string;
}

export interface FilesReport extends DeliveryReport {
  /** Paths of the files that belong to none of the runs. */
  readonly unrelated: readonly string[];
}

/**
 * Checks files as `verifyDelivery` does a folder, in a browser: every run whose manifest is among them, and that the runs
 * of one export follow one another. Holds a piece of a file at a time. Throws `verify.no_manifest` when there is none,
 * `verify.not_readable` when a file is gone since it was chosen.
 */
export async function verifyFiles(
  files: readonly FileToVerify[],
  { timeZone = null, onProgress, signal }: VerifyFilesOptions = {},
): Promise<FilesReport> {
  const source = filesSource(files);
  const runs = await namedByRuns(source);
  const bytesTotal = sum([...runs.values()].map(({ bytes }) => bytes));
  let bytesBefore = 0;
  const report = await verifyDeliveryOn(browserPlatform, {
    source,
    prefix: "",
    timeZone,
    ...(signal === undefined ? {} : { signal }),
    onProgress: ({ key, bytes }) =>
      onProgress?.({ bytesDone: Math.min(bytesBefore + bytes, bytesTotal), bytesTotal, object: key }),
    onRun({ manifestKey }) {
      bytesBefore += runs.get(manifestKey)?.bytes ?? 0;
    },
  });
  const strays = report.runs.flatMap(({ faults }) => faults.map(({ key }) => key));
  const related = new Set([...runs.values()].flatMap(({ keys }) => keys).concat(strays));
  const unrelated = source.files.filter(({ key }) => !related.has(key) && manifestNameOf(key) === null);
  return {
    ok: report.ok,
    runs: report.runs,
    chainFaults: report.chainFaults,
    unrelated: unrelated.map(({ path }) => path),
  };
}

interface NamedFiles {
  readonly keys: readonly string[];
  readonly bytes: number;
}

/** By each manifest, the objects that it names and how much of them there is. */
async function namedByRuns(source: FilesSource): Promise<ReadonlyMap<string, NamedFiles>> {
  const runs = new Map<string, NamedFiles>();
  for (const manifestKey of await manifestKeys({ source, prefix: "" })) {
    const found = await readManifest(source, manifestKey);
    if ("code" in found) continue;
    const keys = found.manifest.objects.flatMap(({ key }) => keyHere(found, key) ?? []);
    runs.set(manifestKey, { keys, bytes: sum(keys.map((key) => source.bytesOf(key) ?? 0)) });
  }
  return runs;
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
