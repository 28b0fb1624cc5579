import type { EpochSeconds } from "@sluice/types";

/** What an event object's key is made of. */
export interface EventObjectName {
  /** The connection's prefix, as the user wrote it. */
  readonly prefix: string;
  readonly requestId: EpochSeconds;
  readonly runTimestamp: EpochSeconds;
  /** The event's name as `eventKeyTexts` gave it. */
  readonly keyText: string;
  /** The run's date in the project's time zone, `yyyymmdd`. */
  readonly runDate: string;
  readonly fileIndex: number;
  readonly databaseId: number;
  /** From `objectExtension`: `json.gz`, `parquet`. */
  readonly extension: string;
}

/** `<prefix><requestId>-<runTimestamp>-<event>-<yyyymmdd>-<fileIndex>-<databaseId>.<extension>` */
export function eventObjectKey(name: EventObjectName): string {
  const { keyText, runDate, fileIndex, databaseId, extension } = name;
  return `${objectKeyPrefix(name)}${keyText}-${runDate}-${fileIndex}-${databaseId}.${extension}`;
}

/** The run's manifest: `<prefix><requestId>-<runTimestamp>.manifest.json` */
export function manifestKey(run: Pick<EventObjectName, "prefix" | "requestId" | "runTimestamp">): string {
  return `${run.prefix}${run.requestId}-${run.runTimestamp}.manifest.json`;
}

/** What the keys of all data objects of a run begin with. */
export function objectKeyPrefix(run: Pick<EventObjectName, "prefix" | "requestId" | "runTimestamp">): string {
  return `${run.prefix}${run.requestId}-${run.runTimestamp}-`;
}
