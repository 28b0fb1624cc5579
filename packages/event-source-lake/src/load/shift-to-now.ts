import type { EpochMs } from "@sluice/types";
import { EventStatistics } from "./event-statistics.ts";
import { LineReader } from "./line-reader.ts";
import type { FoundInput, ReadInput } from "./load-input.ts";
import { readRecords } from "./read-records.ts";

const dayMs = 86_400_000;

/** By how many whole days the latest event is from now: parts are written before the last event is read. */
export async function shiftOf(
  inputs: readonly FoundInput[],
  reading: Omit<ReadInput, "input">,
  now: () => EpochMs,
): Promise<number> {
  const reader = new LineReader(new EventStatistics(), reading.rules);
  let latestTsMs = 0;
  for (const input of inputs) {
    for await (const batch of readRecords({ ...reading, input })) {
      for (let index = 0; index < batch.length; index++) {
        const record = reader.read(batch, index);
        if ("entry" in record) latestTsMs = Math.max(latestTsMs, record.tsMs);
      }
    }
  }
  return Math.floor((now() - latestTsMs) / dayMs) * dayMs;
}
