import type { EventSchema } from "@sluice/types";
import { tooManyKeys } from "./errors.ts";
import { KeyStatistics, maxKeys } from "./key-statistics.ts";

/** Every event of a load: its keys and the types of their values, so that planning never has to read properties. */
export class EventStatistics {
  readonly entries: EventEntry[] = [];
  readonly #byName = new Map<string, EventEntry>();
  readonly #recent: (EventEntry | undefined)[] = Array.from({ length: recentEntries });

  /** The event of a name that is a range of bytes without escapes; undefined where it has no records yet. */
  find(bytes: Uint8Array, start: number, end: number): EventEntry | undefined {
    const slot = slotOf(bytes, start, end);
    const recent = this.#recent[slot];
    if (recent !== undefined && isAt(bytes, start, end, recent.nameBytes)) return recent;
    const found = this.#byName.get(utf8.decode(bytes.subarray(start, end)));
    this.#recent[slot] = found;
    return found;
  }

  entryOf(eventName: string): EventEntry {
    const known = this.#byName.get(eventName);
    if (known !== undefined) return known;
    const entry = new EventEntry(eventName, this.entries.length);
    this.entries.push(entry);
    this.#byName.set(eventName, entry);
    return entry;
  }

  schemas(): { eventName: string; schema: EventSchema }[] {
    return this.entries.map((entry) => ({
      eventName: entry.eventName,
      schema: entry.schema(),
    }));
  }
}

/** What a load knows of one event. */
export class EventEntry {
  readonly eventName: string;
  /** Counts the load's events from 0, as they come. */
  readonly number: number;
  readonly nameBytes: Uint8Array;
  readonly nameJson: string;
  // Of many events with few records, most have no keys in some of their parts.
  #profile: KeyStatistics | undefined;
  #deviceInfo: KeyStatistics | undefined;
  #eventProps: KeyStatistics | undefined;
  #sessionProps: KeyStatistics | undefined;

  constructor(eventName: string, number: number) {
    this.eventName = eventName;
    this.number = number;
    this.nameBytes = Buffer.from(eventName);
    this.nameJson = JSON.stringify(eventName);
  }

  get profile(): KeyStatistics {
    this.#profile ??= new KeyStatistics();
    return this.#profile;
  }

  get deviceInfo(): KeyStatistics {
    this.#deviceInfo ??= new KeyStatistics("dimensions");
    return this.#deviceInfo;
  }

  get eventProps(): KeyStatistics {
    this.#eventProps ??= new KeyStatistics();
    return this.#eventProps;
  }

  get sessionProps(): KeyStatistics {
    this.#sessionProps ??= new KeyStatistics();
    return this.#sessionProps;
  }

  /** Throws where the event has too many different keys to be loaded. */
  checkKeys(): void {
    this.#checkPart("profile", this.#profile);
    this.#checkPart("deviceInfo", this.#deviceInfo);
    this.#checkPart("eventProps", this.#eventProps);
    this.#checkPart("sessionProps", this.#sessionProps);
  }

  schema(): EventSchema {
    return {
      profile: this.#profile?.toList() ?? [],
      deviceInfo: this.#deviceInfo?.toList() ?? [],
      eventProps: this.#eventProps?.toList() ?? [],
      sessionProps: this.#sessionProps?.toList() ?? [],
    };
  }

  #checkPart(part: string, keys: KeyStatistics | undefined): void {
    if (keys && keys.size > maxKeys) throw tooManyKeys(`${part} of the event "${this.eventName}"`, maxKeys);
  }
}

const recentEntries = 1_024;

/** Spreads names over the slots; two names in one take turns. */
function slotOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
  return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (recentEntries - 1);
}

function isAt(bytes: Uint8Array, start: number, end: number, part: Uint8Array): boolean {
  if (part.length !== end - start) return false;
  for (let at = 0; at < part.length; at++) {
    if (bytes[start + at] !== part[at]) return false;
  }
  return true;
}

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
