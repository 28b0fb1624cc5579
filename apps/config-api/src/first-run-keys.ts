import {
  eventKeyTexts,
  eventObjectKey,
  manifestKey,
  maxKeyTextBytes,
  objectExtension,
  profileObjectKey,
  runDate,
} from "@sluice/naming";
import type { EpochMs } from "@sluice/types";
import type { CheckedExport, NewExport } from "./checks/check-new-export.ts";

/** How the objects of an export's first run would be called if it were created now. */
export interface FirstRunKeys {
  readonly requestId: number;
  readonly runTimestamp: number;
  readonly manifestKey: string;
  objectKey(file: FirstRunFile): string;
}

export interface FirstRunFile {
  /** Null for profiles. */
  readonly eventName: string | null;
  readonly databaseId: number;
  readonly fileIndex: number;
}

/** `eventNames` are all that the run has: which others there are decides how one is written. */
export function firstRunKeys(
  { format, options }: NewExport,
  { project, connection }: CheckedExport,
  eventNames: readonly string[],
  { nowMs, scheduledMs }: { readonly nowMs: EpochMs; readonly scheduledMs: EpochMs | null },
): FirstRunKeys {
  const { prefix } = connection.target;
  const requestId = Math.floor(nowMs / 1_000);
  const runTimestamp = scheduledMs === null ? requestId : Math.floor(scheduledMs / 1_000);
  const run = { prefix, requestId, runTimestamp };
  const keyTexts = eventKeyTexts(eventNames, maxKeyTextBytes(prefix));
  const keyParts = { ...run, extension: objectExtension(format, options) };
  const date = runDate(runTimestamp, project.timeZone);
  return {
    requestId,
    runTimestamp,
    manifestKey: manifestKey(run),
    objectKey: ({ eventName, ...file }) =>
      eventName === null
        ? profileObjectKey({ ...keyParts, ...file, accountId: project.id })
        : eventObjectKey({ ...keyParts, ...file, keyText: keyTexts.get(eventName) ?? "", runDate: date }),
  };
}
