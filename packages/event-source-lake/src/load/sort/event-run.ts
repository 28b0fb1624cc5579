import { lineBytes } from "@sluice/record-batch";
import { type EpochMs, eventLine } from "@sluice/types";
import type { EventBytes } from "../event-bytes.ts";
import { compareBytes } from "./compare-bytes.ts";
import type { EventOrder } from "./event-order.ts";
import { recordLayout } from "./record-layout.ts";
import { sortOrder } from "./sort-order.ts";
import { UtcDigits } from "./utc-digits.ts";

/** Events as they come, in memory, each with its finished line. */
export class EventRun {
  /** Records, one after the other. */
  bytes: Buffer = Buffer.alloc(0);
  view = new DataView(this.bytes.buffer);
  byteLength = 0;
  length = 0;
  starts = new Uint32Array(firstRecords);
  #databases = new Float64Array(firstRecords);
  #events = new Float64Array(firstRecords);
  #ts = new Float64Array(firstRecords);
  readonly #digits = new UtcDigits();

  /** How many bytes the event takes. */
  static recordBytes(event: EventBytes): number {
    return (
      aroundBytes +
      (event.idEnd - event.idStart) +
      (event.profileEnd - event.profileStart) +
      (event.eventPropsEnd - event.eventPropsStart) +
      (event.deviceInfoEnd - event.deviceInfoStart) +
      (event.sessionPropsEnd - event.sessionPropsStart)
    );
  }

  /** Adds an event; its `tsMs` is as it comes to be stored. */
  add(event: EventBytes, databaseId: number, tsMs: EpochMs): void {
    this.#reserve(EventRun.recordBytes(event));
    const { bytes } = event;
    const index = this.length++;
    const start = this.byteLength;
    this.starts[index] = start;
    this.#databases[index] = databaseId;
    this.#events[index] = event.entry.number;
    this.#ts[index] = tsMs;
    const { view } = this;
    view.setFloat64(start + recordLayout.ts, tsMs, true);
    view.setUint32(start + recordLayout.eventNumber, event.entry.number, true);
    view.setUint32(start + recordLayout.databaseId, databaseId, true);
    view.setUint32(start + recordLayout.idBytes, event.idEnd - event.idStart, true);
    this.byteLength += recordLayout.id;
    this.#copy(event.idBytes, event.idStart, event.idEnd);
    this.#copyAll(lineBytes.beforeProfile);
    view.setUint32(start + recordLayout.profileBytes, this.#object(bytes, event.profileStart, event.profileEnd), true);
    this.#copyAll(lineBytes.beforeEventProps);
    this.#digits.write(tsMs, this.bytes, this.byteLength - eventLine.eventProps);
    this.#object(bytes, event.eventPropsStart, event.eventPropsEnd);
    const deviceInfo = this.#optional(lineBytes.beforeDeviceInfo, bytes, event.deviceInfoStart, event.deviceInfoEnd);
    view.setUint32(start + recordLayout.deviceInfoBytes, deviceInfo, true);
    const sessionProps = this.#optional(
      lineBytes.beforeSessionProps,
      bytes,
      event.sessionPropsStart,
      event.sessionPropsEnd,
    );
    view.setUint32(start + recordLayout.sessionPropsBytes, sessionProps, true);
    this.#copyAll(lineBytes.end);
    view.setUint32(start + recordLayout.byteLength, this.byteLength - start, true);
  }

  /** The indexes of the events in their order. */
  sorted({ ranks }: EventOrder): Uint32Array {
    const { length, bytes, view, starts } = this;
    const events = new Float64Array(length);
    for (let index = 0; index < length; index++) events[index] = ranks[this.#events[index] ?? 0] ?? 0;
    const idEnd = (id: number) => id + view.getUint32(id - recordLayout.id + recordLayout.idBytes, true);
    return sortOrder([this.#databases, events, this.#ts], length, (a, b) => {
      const [idA, idB] = [(starts[a] ?? 0) + recordLayout.id, (starts[b] ?? 0) + recordLayout.id];
      return compareBytes(bytes, idA, idEnd(idA), bytes, idB, idEnd(idB));
    });
  }

  /** Starts anew, with the room that there is. */
  clear(): void {
    this.length = 0;
    this.byteLength = 0;
  }

  /** Gives the room back. */
  free(): void {
    this.clear();
    this.bytes = Buffer.alloc(0);
    this.view = new DataView(this.bytes.buffer);
  }

  /** The size of an object, which is `{}` where the range is empty. */
  #object(bytes: Uint8Array, start: number, end: number): number {
    if (end - start > emptyObject.byteLength) {
      this.#copy(bytes, start, end);
      return end - start;
    }
    this.#copyAll(emptyObject);
    return emptyObject.byteLength;
  }

  #optional(before: Uint8Array, bytes: Uint8Array, start: number, end: number): number {
    if (end - start <= emptyObject.byteLength) return 0;
    this.#copyAll(before);
    this.#copy(bytes, start, end);
    return end - start;
  }

  #copyAll(part: Uint8Array): void {
    const { bytes } = this;
    let at = this.byteLength;
    for (let i = 0; i < part.length; i++) bytes[at++] = part[i] ?? 0;
    this.byteLength = at;
  }

  #copy(source: Uint8Array, start: number, end: number): void {
    if (end - start > maxLoopLength) {
      this.bytes.set(source.subarray(start, end), this.byteLength);
      this.byteLength += end - start;
      return;
    }
    const { bytes } = this;
    let at = this.byteLength;
    for (let i = start; i < end; i++) bytes[at++] = source[i] ?? 0;
    this.byteLength = at;
  }

  #reserve(recordBytes: number): void {
    const needed = this.byteLength + recordBytes;
    if (needed > this.bytes.byteLength) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.byteLength * 2, firstBytes));
      larger.set(this.bytes.subarray(0, this.byteLength));
      this.bytes = larger;
      this.view = new DataView(larger.buffer);
    }
    if (this.length < this.starts.length) return;
    const records = this.starts.length * 2;
    this.starts = enlarged(this.starts, new Uint32Array(records));
    this.#databases = enlarged(this.#databases, new Float64Array(records));
    this.#events = enlarged(this.#events, new Float64Array(records));
    this.#ts = enlarged(this.#ts, new Float64Array(records));
  }
}

function enlarged<List extends Float64Array | Uint32Array>(list: List, larger: List): List {
  larger.set(list);
  return larger;
}

const firstBytes = 1024 * 1024;
const firstRecords = 1_024;
/** A loop beats a call into the platform on short ranges. */
const maxLoopLength = 64;
const emptyObject = Buffer.from("{}");
/** What a record has beside its id and its parts, at most. */
const aroundBytes =
  recordLayout.id +
  2 * emptyObject.byteLength +
  Object.values(lineBytes).reduce((sum, { byteLength }) => sum + byteLength, 0);
