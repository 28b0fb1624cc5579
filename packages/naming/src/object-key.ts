import type { EpochSeconds } from "@sluice/types";
import { eventKeyText } from "./event-key-text.ts";

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

/** What a profile object's key is made of. */
export interface ProfileObjectName extends Omit<EventObjectName, "keyText" | "runDate"> {
  /** The project's. */
  readonly accountId: string;
}

/** `<prefix><accountId>-<requestId>-<runTimestamp>-<fileIndex>-<databaseId>.<extension>` */
export function profileObjectKey(name: ProfileObjectName): string {
  const { prefix, accountId, requestId, runTimestamp, fileIndex, databaseId, extension } = name;
  return `${prefix}${accountKeyText(accountId)}-${requestId}-${runTimestamp}-${fileIndex}-${databaseId}.${extension}`;
}

/** An account id as it stands in keys. */
export function accountKeyText(accountId: string): string {
  return eventKeyText(accountId, maxAccountBytes);
}

const maxAccountBytes = 200;

/** The run's manifest: `<prefix><requestId>-<runTimestamp>.manifest.json` */
export function manifestKey(run: Pick<EventObjectName, "prefix" | "requestId" | "runTimestamp">): string {
  return `${run.prefix}${run.requestId}-${run.runTimestamp}.manifest.json`;
}

/** What the keys of all event objects of a run begin with. */
export function objectKeyPrefix(run: Pick<EventObjectName, "prefix" | "requestId" | "runTimestamp">): string {
  return `${run.prefix}${run.requestId}-${run.runTimestamp}-`;
}
