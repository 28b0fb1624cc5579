import type { EventRun } from "./event-run.ts";

/** Sorted records, of which one lies whole in `bytes`, from `at` on. */
export interface RunSource {
  readonly bytes: Buffer;
  readonly view: DataView;
  readonly at: number;
  readonly isDone: boolean;
  /** Goes to the next record. A promise: once it is fulfilled. */
  next(): Promise<void> | undefined;
}

/** The records of a run in memory, in an order. */
export class MemoryRun implements RunSource {
  readonly bytes: Buffer;
  readonly view: DataView;
  readonly #run: EventRun;
  readonly #order: Uint32Array;
  #index = 0;

  constructor(run: EventRun, order: Uint32Array) {
    this.bytes = run.bytes;
    this.view = run.view;
    this.#run = run;
    this.#order = order;
  }

  get at(): number {
    return this.#run.starts[this.#order[this.#index] ?? 0] ?? 0;
  }

  get isDone(): boolean {
    return this.#index >= this.#order.length;
  }

  next(): undefined {
    this.#index++;
  }
}
