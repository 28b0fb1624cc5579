import type { ObjectLimits } from "@sluice/encoding";
import type { EncodeSegments } from "../encode-segments.ts";
import { givenCores } from "../thread-count.ts";
import { sharedOut } from "./share-out.ts";
import { threadPool } from "./thread-pool.ts";

export interface EncodingThreadsOptions {
  /** What they run: `serveThread` with an encoder. */
  readonly entry: URL;
  /** As many as there are cores, unless it is said. */
  readonly threads: number | undefined;
  /** The lake's folder. */
  readonly lake: string;
  /** A folder on disk for objects in the making. */
  readonly scratch: string;
  readonly gzipLevel: number;
  readonly limits: ObjectLimits;
  readonly onCrash: (error: unknown) => void;
}

export interface EncodingThreads extends AsyncDisposable {
  readonly encodeSegments: EncodeSegments;
  readonly threads: number;
  /** So many jobs keep them busy. */
  readonly jobsAtOnce: number;
}

/** While one job reads and compresses, another can encode and upload; each thread has a job of its own. */
const minJobsAtOnce = 2;
/** What DuckDB may use, divided among the threads, in MiB; with less, large records are not read. */
const lakeMemory = { all: 128, least: 64 };

/** Encodes jobs in as many threads as there are cores, each job's segments shared out among them. */
export async function encodingThreads({
  entry,
  threads: asked,
  lake,
  scratch,
  gzipLevel,
  limits,
  onCrash,
}: EncodingThreadsOptions): Promise<EncodingThreads> {
  const threads = asked ?? (await givenCores());
  const memoryLimitMb = Math.max(lakeMemory.least, Math.floor(lakeMemory.all / threads));
  const pool = threadPool({
    entry,
    threads,
    scratch,
    data: { lake: { directory: lake, memoryLimitMb, threads: threads === 1 ? 2 : 1 }, gzipLevel, limits },
    onCrash,
  });
  return {
    threads,
    encodeSegments: sharedOut(pool.encodeSegments, threads),
    jobsAtOnce: Math.max(minJobsAtOnce, threads),
    [Symbol.asyncDispose]: () => pool[Symbol.asyncDispose](),
  };
}
