import type { EventSource } from "@sluice/event-source";
import { EventBatchBuilder } from "@sluice/record-batch";
import type { EventBatch } from "@sluice/types";

export interface TestSource extends EventSource {
  /** How many segments have been read, and are being read. */
  reads: number;
}

/** A segment holds its token as its one record; reading `hold` never ends, `flaky` fails the first time. */
export function tokenSource(): TestSource {
  return {
    reads: 0,
    async eventNames() {
      return [];
    },
    async eventVolumes() {
      return [];
    },
    async seal() {},
    async *plan() {},
    async *planProfiles() {},
    async *readProfiles() {},
    async *read({ token }, signal) {
      this.reads++;
      if (token === "broken" || (token === "flaky" && this.reads === 1)) throw new Error("raw words");
      yield batchOf(token);
      if (token === "hold")
        await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    },
  };
}

export function batchOf(...eventIds: readonly string[]): EventBatch {
  const batch = new EventBatchBuilder();
  const empty = Buffer.from("{}");
  const parts = { profile: empty, deviceInfo: empty, eventProps: empty, sessionProps: empty };
  for (const eventId of eventIds) batch.add({ tsMs: 0, eventId: Buffer.from(eventId), ...parts });
  return batch.finish();
}
