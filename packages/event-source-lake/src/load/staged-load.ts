import { join } from "node:path";
import { textAt } from "@sluice/json-text";
import { tooManyKeys } from "../errors.ts";
import { type EventRows, type LoadFile, layoutVersion, type ProfileRows } from "../lake-layout.ts";
import type { EventBytes } from "./event-bytes.ts";
import type { EventRecord } from "./event-record.ts";
import { EventStatistics } from "./event-statistics.ts";
import { eventsTable } from "./events-table.ts";
import { KeyStatistics, maxKeys } from "./key-statistics.ts";
import type { ProfileRecord } from "./profile-record.ts";
import { profilesTable } from "./profiles-table.ts";
import { StagedParts, type StageParts } from "./staged-parts.ts";

/** Everything of one load on its way to its files, and what its description will say. */
export class StagedLoad implements AsyncDisposable {
  readonly #events: StagedParts<EventRecord, EventRows[]>;
  readonly #profiles: StagedParts<ProfileRecord, ProfileRows>;
  readonly statistics = new EventStatistics();
  readonly #profileKeys = new KeyStatistics();

  constructor({ shiftMs, staging, ...options }: StageParts & { readonly shiftMs: number }) {
    this.#events = new StagedParts(eventsTable(shiftMs), { ...options, staging: join(staging, "events") });
    this.#profiles = new StagedParts(profilesTable, { ...options, staging: join(staging, "profiles") });
  }

  get events(): number {
    return this.#events.records;
  }

  get profiles(): number {
    return this.#profiles.records;
  }

  get records(): number {
    return this.events + this.profiles;
  }

  get eventNames(): number {
    return this.statistics.entries.length;
  }

  /** Takes an event whose keys have been counted, or a profile. */
  add(record: EventBytes | { readonly profile: ProfileRecord }): Promise<void> {
    if ("entry" in record) return this.#events.add(textsOf(record));
    const { profile } = record;
    const bytes = Buffer.from(profile.profile);
    this.#profileKeys.add(bytes, 0);
    if (this.#profileKeys.size > maxKeys) throw tooManyKeys("profiles", maxKeys);
    return this.#profiles.add(profile);
  }

  /** Has what is being written fail. */
  interrupt(): void {
    this.#events.interrupt();
    this.#profiles.interrupt();
  }

  async finish(): Promise<LoadFile> {
    const events = await this.#events.finish();
    const profiles = await this.#profiles.finish();
    return {
      version: layoutVersion,
      records: this.events,
      parts: events.map(({ described, ...part }) => ({ ...part, events: described })),
      schemas: this.statistics.schemas(),
      profiles: {
        parts: profiles.map(({ described, ...part }) => ({ ...part, ...described })),
        keys: this.#profileKeys.toList(),
      },
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#events[Symbol.asyncDispose]();
    await this.#profiles[Symbol.asyncDispose]();
  }
}

function textsOf({ entry, tsMs, bytes, ...at }: EventBytes): EventRecord {
  return {
    eventName: entry.eventName,
    tsMs,
    eventId: textAt(at.idBytes, at.idStart, at.idEnd),
    profile: partAt(bytes, at.profileStart, at.profileEnd),
    deviceInfo: partAt(bytes, at.deviceInfoStart, at.deviceInfoEnd),
    eventProps: partAt(bytes, at.eventPropsStart, at.eventPropsEnd),
    sessionProps: partAt(bytes, at.sessionPropsStart, at.sessionPropsEnd),
  };
}

function partAt(bytes: Uint8Array, start: number, end: number): string {
  return start === end ? "{}" : textAt(bytes, start, end);
}
