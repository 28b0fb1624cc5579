import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { EpochMs } from "@sluice/types";
import { checkFileSystem } from "../check-file-system.ts";
import { isErrnoException } from "../errno.ts";
import { lakeDiskFull, lakeNotWritable } from "../errors.ts";
import { isDiskFull } from "../is-disk-full.ts";
import { type LoadFile, loadFileName } from "../lake-layout.ts";
import { logReader } from "../log/read-log.ts";
import { loaderLimits } from "../rewrite/choose-merges.ts";
import { compactLoads } from "../rewrite/compact-lake.ts";
import { summaryOf } from "../summary-of.ts";
import { commitLoad, newLoadId, openLoadingFolder } from "./commit-load.ts";
import { countLines } from "./count-lines.ts";
import { BadLinesError, type EmptyInput, nothingToLoad, type Rejections } from "./errors.ts";
import { LineReader } from "./line-reader.ts";
import { type FoundInput, findInput, type LoadInput } from "./load-input.ts";
import { plausibleTimes } from "./plausible-times.ts";
import { databasesOf, fixDatabases } from "./project-databases.ts";
import { readFailure } from "./read-records.ts";
import { shiftOf } from "./shift-to-now.ts";
import { stageInput } from "./stage-input.ts";
import { StagedLoad } from "./staged-load.ts";

export interface LoadRecords {
  /** The lake's folder. */
  readonly directory: string;
  readonly project: string;
  readonly inputs: readonly LoadInput[];
  /** How many databases the project's users are spread over; fixed by its first load, 1 unless said. */
  readonly databases?: number;
  /** The good lines are loaded as long as no more than so many are bad: 0 unless said. */
  readonly maxBadLines?: number;
  /** Believes times of before 1990, and of more than a day ahead. */
  readonly anyTime?: boolean;
  /**
   * Moves every event's `ts` by the same number of whole days, so that the latest one is as close to now as it can be.
   * When profiles were updated stays as it is.
   */
  readonly shiftToNow?: boolean;
  /** The clock that captured-at is taken from, and that times are compared with. */
  readonly now?: () => EpochMs;
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
}

export interface LoadProgress {
  readonly records: number;
  /** As they are stored, of all inputs, however often they are read. */
  readonly readBytes: number;
  /** Null where the size of an input is not known. */
  readonly totalBytes: number | null;
}

export interface LoadReport extends Rejections {
  /** Null when there was nothing to load. */
  readonly capturedAtMs: EpochMs | null;
  /** Events and profiles. */
  readonly records: number;
  readonly events: number;
  readonly eventNames: number;
  /** States of users; a user may have several. */
  readonly profiles: number;
  /** Values that were NaN or infinite, which JSON has no numbers for, and are null. */
  readonly notFinite: number;
  /** Inputs that held no line at all. */
  readonly emptyInputs: readonly EmptyInput[];
}

/** Loads events and profiles into a lake, all of them or, if anything fails, none. */
export async function loadRecords(load: LoadRecords): Promise<LoadReport> {
  const { directory, project } = load;
  let folder: string | undefined;
  const loadId = newLoadId();
  try {
    await mkdir(directory, { recursive: true });
    await checkFileSystem(directory);
    folder = await openLoadingFolder(directory, project, loadId);
    return await loadInto(folder, loadId, load);
  } catch (error) {
    if (load.signal?.aborted) throw load.signal.reason;
    if (isDiskFull(error)) throw lakeDiskFull(directory, error);
    throw isErrnoException(error, "EROFS", "EACCES", "EPERM", "EEXIST", "ENOTDIR")
      ? lakeNotWritable(directory, error)
      : error;
  } finally {
    if (folder) await rm(folder, { recursive: true, force: true });
  }
}

async function loadInto(folder: string, loadId: string, load: LoadRecords): Promise<LoadReport> {
  const { directory, project, now = Date.now, anyTime = false, shiftToNow = false } = load;
  const signal = load.signal ?? new AbortController().signal;
  const databases = await databasesOf(directory, project, load.databases);
  const [staging, data, unpacked] = [join(folder, "staging"), join(folder, "data"), join(folder, "inputs")];
  await Promise.all([staging, data, unpacked].map((path) => mkdir(path)));

  const inputs = await foundInputs(load.inputs, unpacked, shiftToNow);
  let notFinite = 0;
  const onNotFinite = (values: number): void => {
    notFinite += values;
  };
  const rules = { times: plausibleTimes(now(), { anyTime, shiftToNow }), onNotFinite };
  const passes = shiftToNow ? 2 : 1;
  const progress = { records: 0, readBytes: 0, totalBytes: totalOf(inputs, passes) };
  const onBytes = (bytes: number): void => {
    progress.readBytes += bytes;
    load.onProgress?.({ ...progress });
  };
  const reading = { rules, folder: unpacked, onBytes, signal };
  const shiftMs = shiftToNow
    ? await shiftOf(inputs, { ...reading, rules: { ...rules, onNotFinite: () => {} } }, now)
    : 0;
  await using staged = new StagedLoad({ staging, data, databases, shiftMs });
  signal.addEventListener("abort", () => staged.interrupt(), { once: true });
  const reader = new LineReader(staged.statistics, rules);
  const lines = countLines(load.maxBadLines ?? 0);
  const onStaged = (records: number): void => {
    progress.records = records;
  };
  const emptyInputs: EmptyInput[] = [];
  for (const input of inputs) {
    const isEmpty = await stageInput({ read: { ...reading, input }, reader, staged, lines, onStaged });
    if (isEmpty) {
      const hasHeader = input.format.kind === "csv" && input.storedBytes !== 0;
      emptyInputs.push({ name: input.name, reason: hasHeader ? "has a header and no rows" : "is empty" });
    }
  }
  const rejections = lines.rejections();
  if (lines.isTooMany) throw new BadLinesError(rejections, lines.hints());
  const { records, events, eventNames, profiles } = staged;
  if (rejections.lines === 0) throw nothingToLoad(emptyInputs);
  const report = { records, events, eventNames, profiles, notFinite, emptyInputs, ...rejections };
  if (records === 0) return { ...report, capturedAtMs: null };

  const loadFile: LoadFile = await staged.finish(signal);
  await writeFile(join(data, loadFileName), JSON.stringify(loadFile));
  signal.throwIfAborted();
  await fixDatabases(directory, project, databases, folder);
  const summary = summaryOf(loadId, loadFile);
  const log = logReader(directory);
  const capturedAtMs = await commitLoad({ directory, project, summary, data, now, log });
  // The load is there. Whatever keeps this from happening, another load or the maintenance does it later.
  await compactLoads({ directory, project, limits: loaderLimits, now, log, signal }).catch(() => undefined);
  return { ...report, capturedAtMs };
}

function foundInputs(inputs: readonly LoadInput[], folder: string, isReadTwice: boolean): Promise<FoundInput[]> {
  return Promise.all(
    inputs.map(async (input) => {
      try {
        return await findInput(input, folder, isReadTwice);
      } catch (error) {
        throw readFailure("path" in input ? input.path : input.name, error);
      }
    }),
  );
}

function totalOf(inputs: readonly FoundInput[], passes: number): number | null {
  let total = 0;
  for (const { storedBytes } of inputs) {
    if (storedBytes === null) return null;
    total += storedBytes * passes;
  }
  return total;
}
