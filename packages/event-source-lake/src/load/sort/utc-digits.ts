import { writeTwoDigits } from "@sluice/bytes";
import { type EpochMs, eventLine } from "@sluice/types";

/** Writes instants as the 14 digits `yyyymmddhhmmss` in UTC. */
export class UtcDigits {
  #day = -1;
  readonly #dayDigits = Buffer.alloc(dayDigits);

  /** Writes them at `at`; there has to be room. */
  write(tsMs: EpochMs, out: Uint8Array, at: number): void {
    const day = Math.floor(tsMs / dayMs);
    if (day !== this.#day) {
      this.#day = day;
      this.#dayDigits.write(new Date(day * dayMs).toISOString().slice(0, 10).replaceAll("-", ""), "latin1");
    }
    for (let i = 0; i < dayDigits; i++) out[at + i] = this.#dayDigits[i] ?? 0;
    const second = Math.floor((tsMs - day * dayMs) / 1_000);
    const minute = Math.floor(second / 60);
    const hour = Math.floor(minute / 60);
    writeTwoDigits(out, at + dayDigits, hour);
    writeTwoDigits(out, at + dayDigits + 2, minute - hour * 60);
    writeTwoDigits(out, at + dayDigits + 4, second - minute * 60);
  }
}

const dayMs = 86_400_000;
const dayDigits = eventLine.tsDigits - "hhmmss".length;
