import { ByteBuffer } from "@sluice/bytes";
import type { EpochMs } from "@sluice/types";
import type { EventRecord } from "./event-record.ts";
import type { EventEntry } from "./event-statistics.ts";

/**
 * An event as ranges of bytes, which hold until the next one is read. The parts are compact JSON objects; a part that
 * holds nothing may be missing, and is an empty range then.
 */
export interface EventBytes {
  readonly entry: EventEntry;
  readonly tsMs: EpochMs;
  readonly bytes: Uint8Array;
  readonly profileStart: number;
  readonly profileEnd: number;
  readonly deviceInfoStart: number;
  readonly deviceInfoEnd: number;
  readonly eventPropsStart: number;
  readonly eventPropsEnd: number;
  readonly sessionPropsStart: number;
  readonly sessionPropsEnd: number;
  /** Holds the id, which may have been made. */
  readonly idBytes: Uint8Array;
  readonly idStart: number;
  readonly idEnd: number;
}

/** An event of texts, in bytes. */
export function eventBytes(record: EventRecord, entry: EventEntry): EventBytes {
  const text = new ByteBuffer();
  const add = (part: string): number => {
    text.text(part);
    return text.length;
  };
  const profileEnd = add(record.profile);
  const deviceInfoEnd = add(record.deviceInfo);
  const eventPropsEnd = add(record.eventProps);
  const sessionPropsEnd = add(record.sessionProps);
  const idEnd = add(record.eventId);
  const bytes = text.written();
  return {
    entry,
    tsMs: record.tsMs,
    bytes,
    profileStart: 0,
    profileEnd,
    deviceInfoStart: profileEnd,
    deviceInfoEnd,
    eventPropsStart: deviceInfoEnd,
    eventPropsEnd,
    sessionPropsStart: eventPropsEnd,
    sessionPropsEnd,
    idBytes: bytes,
    idStart: sessionPropsEnd,
    idEnd,
  };
}
