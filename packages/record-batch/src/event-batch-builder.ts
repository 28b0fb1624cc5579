import { ByteBuffer, NumberList } from "@sluice/bytes";
import { type EpochMs, type EventBatch, eventLine, type ProfileBatch } from "@sluice/types";
import { lineBytes } from "./line-bytes.ts";

/** An event in parts: compact JSON objects in UTF-8, `{}` where there is nothing. */
export interface EventParts {
  readonly tsMs: EpochMs;
  readonly eventId: Uint8Array;
  readonly profile: Uint8Array;
  readonly deviceInfo: Uint8Array;
  readonly eventProps: Uint8Array;
  readonly sessionProps: Uint8Array;
}

/** Puts events together to a batch, for sources that have them in parts. */
export class EventBatchBuilder {
  readonly #lines = new ByteBuffer();
  readonly #ids = new ByteBuffer();
  readonly #tsMs: EpochMs[] = [];
  readonly #starts = new NumberList();
  readonly #tsPlaces = new NumberList();
  readonly #deviceInfoPlaces = new NumberList();
  readonly #sessionPropsPlaces = new NumberList();
  readonly #idStarts = new NumberList();

  get length(): number {
    return this.#tsMs.length;
  }

  /** Of the lines so far. */
  get byteLength(): number {
    return this.#lines.length;
  }

  add({ tsMs, eventId, profile, deviceInfo, eventProps, sessionProps }: EventParts): void {
    const lines = this.#lines;
    this.#tsMs.push(tsMs);
    this.#starts.push(lines.length);
    this.#idStarts.push(this.#ids.length);
    this.#ids.append(eventId);
    lines.append(lineBytes.beforeProfile);
    lines.append(profile);
    this.#tsPlaces.push(lines.length + eventLine.beforeTs);
    lines.append(lineBytes.beforeEventProps);
    lines.append(eventProps);
    this.#deviceInfoPlaces.push(this.#optional(lineBytes.beforeDeviceInfo, deviceInfo));
    this.#sessionPropsPlaces.push(this.#optional(lineBytes.beforeSessionProps, sessionProps));
    lines.append(lineBytes.end);
  }

  /** Adds a record of another batch. */
  addFrom(batch: EventBatch, index: number): void {
    const [start, end] = [batch.starts[index] ?? 0, batch.starts[index + 1] ?? 0];
    const shift = this.#lines.length - start;
    const moved = (place = 0) => (place === 0 ? 0 : place + shift);
    this.#tsMs.push(batch.tsMs[index] ?? 0);
    this.#starts.push(this.#lines.length);
    this.#tsPlaces.push(moved(batch.tsPlaces[index]));
    this.#deviceInfoPlaces.push(moved(batch.deviceInfoPlaces[index]));
    this.#sessionPropsPlaces.push(moved(batch.sessionPropsPlaces[index]));
    this.#lines.copy(batch.lines, start, end);
    this.#idStarts.push(this.#ids.length);
    this.#ids.copy(batch.ids, batch.idStarts[index] ?? 0, batch.idStarts[index + 1] ?? 0);
  }

  /** What was added. Afterwards the builder is spent. */
  finish(): EventBatch {
    this.#starts.push(this.#lines.length);
    this.#idStarts.push(this.#ids.length);
    return {
      length: this.#tsMs.length,
      tsMs: Float64Array.from(this.#tsMs),
      lines: this.#lines.written(),
      starts: this.#starts.written(),
      tsPlaces: this.#tsPlaces.written(),
      deviceInfoPlaces: this.#deviceInfoPlaces.written(),
      sessionPropsPlaces: this.#sessionPropsPlaces.written(),
      ids: this.#ids.written(),
      idStarts: this.#idStarts.written(),
    };
  }

  /** Where the object comes to lie, or 0 where it holds nothing. */
  #optional(before: Uint8Array, object: Uint8Array): number {
    if (object.byteLength <= emptyObjectBytes) return 0;
    this.#lines.append(before);
    const place = this.#lines.length;
    this.#lines.append(object);
    return place;
  }
}

/** Puts profiles together to a batch: compact JSON objects in UTF-8. */
export function profileBatch(profiles: readonly Uint8Array[], tsMs: readonly EpochMs[]): ProfileBatch {
  const lines = new ByteBuffer();
  const starts = new NumberList();
  for (const profile of profiles) {
    starts.push(lines.length);
    lines.append(profile);
    lines.uint8(lineFeed);
  }
  starts.push(lines.length);
  return {
    length: profiles.length,
    tsMs: Float64Array.from(tsMs),
    lines: lines.written(),
    starts: starts.written(),
  };
}

const emptyObjectBytes = "{}".length;
const lineFeed = 0x0a;
