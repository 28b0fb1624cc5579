import { join } from "node:path";
import { type LoadFile, layoutVersion, type ProfileRows } from "../lake-layout.ts";
import { tooManyKeys } from "./errors.ts";
import type { EventBytes } from "./event-bytes.ts";
import { EventStatistics } from "./event-statistics.ts";
import { KeyStatistics, maxKeys } from "./key-statistics.ts";
import type { ProfileRecord } from "./profile-record.ts";
import { profilesTable } from "./profiles-table.ts";
import { StagedEvents } from "./staged-events.ts";
import { StagedParts, type StageParts } from "./staged-parts.ts";

/** Everything of one load on its way to its files, and what its description will say. */
export class StagedLoad implements AsyncDisposable {
  readonly #events: StagedEvents;
  readonly #profiles: StagedParts<ProfileRecord, ProfileRows>;
  readonly statistics = new EventStatistics();
  readonly #profileKeys = new KeyStatistics();

  constructor({ shiftMs, staging, ...options }: StageParts & { readonly shiftMs: number }) {
    const { statistics } = this;
    this.#events = new StagedEvents({ ...options, shiftMs, statistics, staging: join(staging, "events") });
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
  add(record: EventBytes | { readonly profile: ProfileRecord }): Promise<void> | undefined {
    if ("entry" in record) return this.#events.add(record);
    const { profile } = record;
    const bytes = Buffer.from(profile.profile);
    this.#profileKeys.add(bytes, 0);
    if (this.#profileKeys.size > maxKeys) throw tooManyKeys("profiles", maxKeys);
    return this.#profiles.add(profile);
  }

  /** Has what is being written fail. */
  interrupt(): void {
    this.#profiles.interrupt();
  }

  async finish(signal: AbortSignal): Promise<LoadFile> {
    const parts = await this.#events.finish(signal);
    const profiles = await this.#profiles.finish();
    return {
      version: layoutVersion,
      records: this.events,
      parts,
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
