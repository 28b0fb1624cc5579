import type { DeliveredObject, Manifest } from "@sluice/types";
import { checkTsRange } from "./check-ts-range.ts";
import type { Content } from "./content.ts";
import { ContentError } from "./content-error.ts";
import type { DeliverySource } from "./delivery-source.ts";
import { eventReaders } from "./event-readers.ts";
import type { Fault, FaultCode } from "./faults.ts";
import { GzipError, gunzipSingleMember } from "./gunzip-single-member.ts";
import type { Digest, Platform } from "./platform.ts";
import { profileReaders } from "./read-profiles.ts";
import type { OnUser, UserId } from "./user-id.ts";

export interface ObjectToCheck {
  readonly platform: Platform;
  readonly source: DeliverySource;
  readonly manifest: Manifest;
  readonly object: DeliveredObject;
  /** Where it lies here. */
  readonly key: string;
  readonly timeZone: string | null;
  /** Whether the run has the user already. */
  readonly isKnown: (user: UserId) => boolean;
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal | undefined;
}

export interface ObjectCheck {
  readonly faults: readonly Fault[];
  readonly found: boolean;
  readonly records: number;
  readonly bytes: number;
  readonly offsetsMs: readonly number[];
}

/** Reads one object to its end, once, and compares what it finds with what the manifest says. */
export async function checkObject(check: ObjectToCheck): Promise<ObjectCheck> {
  const { platform, source, object, key, timeZone } = check;
  const faults: Fault[] = [];
  const fault = (code: FaultCode, message: string) => faults.push({ code, key, message });
  const stored = await source.read(key);
  if (stored === null) {
    fault("object.missing", "the object is missing");
    return { faults, found: false, records: 0, bytes: 0, offsetsMs: [] };
  }
  const measured = measure(stored, platform.sha256(), check);
  const isGzip = key.endsWith(".gz");
  const again = { users: 0, first: "" };
  const onUser: OnUser = (user, where) => {
    if (check.isKnown(user) && again.users++ === 0) again.first = where;
  };
  let content: Content | null = null;
  try {
    const bytes = isGzip ? gunzipSingleMember(measured.bytes, platform) : measured.bytes;
    content = await contentOf(bytes, check, onUser);
  } catch (error) {
    if (error instanceof GzipError) fault("object.gzip", `the object ${error.message}`);
    else if (error instanceof ContentError) fault("object.content", `the object ${error.message}`);
    else throw error;
  }
  // What could not be read to its end is still measured as a whole.
  const { bytes, sha256 } = measured.end() ?? (await measureAll(check));
  if (bytes !== object.bytes) fault("object.bytes", `the object has ${bytes} bytes, the manifest says ${object.bytes}`);
  if (sha256 !== object.sha256) fault("object.sha256", "the object has another SHA-256 than the manifest says");
  if (content === null) return { faults, found: true, records: 0, bytes, offsetsMs: [] };
  if (content.records !== object.records) {
    fault("object.records", `the object has ${content.records} records, the manifest says ${object.records}`);
  }
  if (again.users > 0) {
    const message = `${again.users} of its profiles are of users who have one in the run already, the first in ${again.first}`;
    fault("object.duplicate_user", message);
  }
  const ts = checkTsRange(object, content.ts, timeZone);
  if (!ts.ok) fault("object.ts", ts.message);
  return { faults, found: true, records: content.records, bytes, offsetsMs: ts.ok ? ts.offsetsMs : [] };
}

function contentOf(
  bytes: AsyncIterable<Uint8Array>,
  { platform, manifest: { format, options }, object: { eventName } }: ObjectToCheck,
  onUser: OnUser,
): Promise<Content> {
  return eventName === null
    ? profileReaders[format](bytes, onUser, platform)
    : eventReaders[format](bytes, { eventName, options }, platform);
}

interface Measured {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Null before all of it was read. */
  end(): { readonly bytes: number; readonly sha256: string } | null;
}

function measure(
  chunks: AsyncIterable<Uint8Array>,
  digest: Digest,
  { onBytes, signal }: Pick<ObjectToCheck, "onBytes" | "signal">,
): Measured {
  let bytes = 0;
  let isRead = false;
  async function* pass(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      signal?.throwIfAborted();
      digest.update(chunk);
      bytes += chunk.byteLength;
      onBytes(chunk.byteLength);
      yield chunk;
    }
    isRead = true;
  }
  return { bytes: pass(), end: () => (isRead ? { bytes, sha256: digest.hex() } : null) };
}

async function measureAll({
  platform,
  source,
  key,
  signal,
}: ObjectToCheck): Promise<{ bytes: number; sha256: string }> {
  const stored = await source.read(key);
  const digest = platform.sha256();
  let bytes = 0;
  for await (const chunk of stored ?? []) {
    signal?.throwIfAborted();
    digest.update(chunk);
    bytes += chunk.byteLength;
  }
  return { bytes, sha256: digest.hex() };
}
