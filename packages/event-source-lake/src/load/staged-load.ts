import { join } from "node:path";
import { tooManyKeys } from "../errors.ts";
import type { EventRows, LoadFile, ProfileRows } from "../lake-layout.ts";
import type { EventRecord } from "./event-record.ts";
import { EventStatistics } from "./event-statistics.ts";
import { eventsTable } from "./events-table.ts";
import { KeyStatistics, maxKeys } from "./key-statistics.ts";
import type { LoadedRecord } from "./parse-record-line.ts";
import type { ProfileRecord } from "./profile-record.ts";
import { profilesTable } from "./profiles-table.ts";
import { StagedParts, type StageParts } from "./staged-parts.ts";

/** Everything of one load on its way to its files, and what its description will say. */
export class StagedLoad implements AsyncDisposable {
  readonly #events: StagedParts<EventRecord, EventRows[]>;
  readonly #profiles: StagedParts<ProfileRecord, ProfileRows>;
  readonly #eventStatistics = new EventStatistics();
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
    return this.#eventStatistics.eventNames;
  }

  async add(record: LoadedRecord): Promise<void> {
    if ("event" in record) {
      this.#eventStatistics.add(record.event);
      await this.#events.add(record.event);
    } else {
      this.#profileKeys.add(record.profile.profile);
      if (this.#profileKeys.size > maxKeys) throw tooManyKeys("profiles", maxKeys);
      await this.#profiles.add(record.profile);
    }
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
      version: 1,
      records: this.events,
      parts: events.map(({ described, ...part }) => ({ ...part, events: described })),
      schemas: this.#eventStatistics.schemas(),
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
