import type { TsRange } from "./content.ts";
import { ContentError } from "./content-error.ts";

/** Gathers the `yyyymmddHHMMSS` texts of an object's records, in their order. */
export class PrintedTs {
  records = 0;
  #first = "";
  #last = "";
  #min = "";
  #max = "";

  add(ts: string, where: string): void {
    if (!/^\d{14}$/.test(ts)) throw new ContentError(`has ${JSON.stringify(ts.slice(0, 40))} as the ts of ${where}`);
    if (this.records === 0) {
      this.#first = ts;
      this.#min = ts;
      this.#max = ts;
    }
    this.records++;
    this.#last = ts;
    if (ts < this.#min) this.#min = ts;
    if (ts > this.#max) this.#max = ts;
  }

  range(): TsRange {
    if (this.records === 0) return { kind: "none" };
    return { kind: "printed", first: this.#first, last: this.#last, min: this.#min, max: this.#max };
  }
}
