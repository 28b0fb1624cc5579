import { type Format, formats } from "@sluice/types";

/** A key read back; `keyText` is the cleaned event name, the exact one is in the manifest. */
export type ParsedObjectKey =
  | {
      readonly kind: "event";
      readonly prefix: string;
      readonly requestId: number;
      readonly runTimestamp: number;
      readonly keyText: string;
      readonly runDate: string;
      readonly fileIndex: number;
      readonly databaseId: number;
      readonly format: Format;
      readonly extension: string;
    }
  | {
      readonly kind: "profiles";
      readonly prefix: string;
      readonly accountId: string;
      readonly requestId: number;
      readonly runTimestamp: number;
      readonly fileIndex: number;
      readonly databaseId: number;
      readonly format: Format;
      readonly extension: string;
    }
  | { readonly kind: "manifest"; readonly prefix: string; readonly requestId: number; readonly runTimestamp: number };

/** Reads a key under a known connection prefix; null when Sluice did not name it. */
export function parseObjectKey(key: string, prefix = ""): ParsedObjectKey | null {
  if (!key.startsWith(prefix)) return null;
  const name = key.slice(prefix.length);
  const manifest = /^(\d+)-(\d+)\.manifest\.json$/.exec(name);
  if (manifest) {
    return { kind: "manifest", prefix, requestId: Number(manifest[1]), runTimestamp: Number(manifest[2]) };
  }
  return eventIn(name, prefix) ?? profilesIn(name, prefix);
}

function eventIn(name: string, prefix: string): ParsedObjectKey | null {
  const event = /^(\d+)-(\d+)-(.*)-(\d{8})-(\d+)-(\d+)\.([a-z]+)(\.gz)?$/su.exec(name);
  if (!event) return null;
  const [, requestId, runTimestamp, keyText = "", runDate = "", fileIndex, databaseId, word, gz = ""] = event;
  const format = formats.find((known) => known === word);
  if (!format) return null;
  return {
    kind: "event",
    prefix,
    requestId: Number(requestId),
    runTimestamp: Number(runTimestamp),
    keyText,
    runDate,
    fileIndex: Number(fileIndex),
    databaseId: Number(databaseId),
    format,
    extension: `${word}${gz}`,
  };
}

function profilesIn(name: string, prefix: string): ParsedObjectKey | null {
  const profiles = /^(.+)-(\d+)-(\d+)-(\d+)-(\d+)\.([a-z]+)(\.gz)?$/su.exec(name);
  if (!profiles) return null;
  const [, accountId = "", requestId, runTimestamp, fileIndex, databaseId, word, gz = ""] = profiles;
  const format = formats.find((known) => known === word);
  if (!format) return null;
  return {
    kind: "profiles",
    prefix,
    accountId,
    requestId: Number(requestId),
    runTimestamp: Number(runTimestamp),
    fileIndex: Number(fileIndex),
    databaseId: Number(databaseId),
    format,
    extension: `${word}${gz}`,
  };
}
