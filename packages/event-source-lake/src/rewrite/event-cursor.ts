import { type EpochMs, type EventBatch, eventLine } from "@sluice/types";
import { type BlockFile, openBlockFile } from "../blocks/block-file.ts";
import { type DecodedGroup, decodeGroup } from "../blocks/decode-group.ts";
import type { StoredEvent } from "../blocks/stored-event.ts";

/** Walks over a file's events, one after the other; it is the event that it stands on. */
export class EventCursor implements StoredEvent {
  eventName = "";
  tsMs: EpochMs = 0;
  capturedAtMs: EpochMs = 0;
  lines: Uint8Array = none;
  lineStart = 0;
  lineEnd = 0;
  profileBytes = 0;
  deviceInfoBytes = 0;
  sessionPropsBytes = 0;
  ids: Uint8Array = none;
  idStart = 0;
  idEnd = 0;
  readonly #file: BlockFile;
  /** Of a file whose records were all captured at once. */
  readonly #capturedAtMs: EpochMs;
  #nextGroup = 0;
  #group: DecodedGroup | undefined;
  #nextBlock = 0;
  #batch: EventBatch | undefined;
  #firstRecord = 0;
  #index = 0;
  #idStarts: Uint32Array = noNumbers;

  private constructor(file: BlockFile, capturedAtMs: EpochMs) {
    this.#file = file;
    this.#capturedAtMs = capturedAtMs;
  }

  /** Stands on the first event; null where there is none. */
  static async open(path: string, capturedAtMs: EpochMs): Promise<EventCursor | null> {
    const cursor = new EventCursor(await openBlockFile(path), capturedAtMs);
    return (await cursor.readOn()) ? cursor : null;
  }

  /** Goes to the next event, if it is in what has been read; false where `readOn` has to be asked. */
  next(): boolean {
    if (!this.#batch || this.#index + 1 >= this.#batch.length) return false;
    this.#index++;
    this.#stand(this.#batch);
    return true;
  }

  /** Reads on and goes to the next event; false where there is none any more. */
  async readOn(): Promise<boolean> {
    for (;;) {
      const block = this.#group?.blocks[this.#nextBlock++];
      if (this.#group && block) {
        this.#firstRecord = block.firstRecord;
        this.#batch = this.#group.batch(block, block.firstRecord, block.firstRecord + block.records);
        this.#idStarts = this.#batch.idStarts;
        this.eventName = block.eventName;
        this.lines = this.#batch.lines;
        this.ids = this.#batch.ids;
        this.#index = 0;
        this.#stand(this.#batch);
        return true;
      }
      const place = this.#file.groups[this.#nextGroup++];
      if (!place) return false;
      this.#group = await decodeGroup(this.#file, place);
      this.#nextBlock = 0;
    }
  }

  #stand({ tsMs, starts, tsPlaces, deviceInfoPlaces, sessionPropsPlaces }: EventBatch): void {
    const index = this.#index;
    this.tsMs = tsMs[index] ?? 0;
    this.capturedAtMs = this.#group?.capturedMs?.[this.#firstRecord + index] ?? this.#capturedAtMs;
    this.lineStart = starts[index] ?? 0;
    this.lineEnd = starts[index + 1] ?? 0;
    this.idStart = this.#idStarts[index] ?? 0;
    this.idEnd = this.#idStarts[index + 1] ?? 0;
    this.profileBytes = (tsPlaces[index] ?? 0) - eventLine.beforeTs - this.lineStart - eventLine.profile;
    const [device, session] = [deviceInfoPlaces[index] ?? 0, sessionPropsPlaces[index] ?? 0];
    const end = this.lineEnd - eventLine.end;
    this.sessionPropsBytes = session === 0 ? 0 : end - session;
    this.deviceInfoBytes = device === 0 ? 0 : (session === 0 ? end : session - eventLine.beforeSessionProps) - device;
  }
}

const none = new Uint8Array(0);
const noNumbers = new Uint32Array(0);
