import type { EpochMs } from "@sluice/types";
import type { FoundInput, ReadInput } from "./load-input.ts";
import { readRecord } from "./parse-record-line.ts";
import { readRecords } from "./read-records.ts";

const dayMs = 86_400_000;

/** By how many whole days the latest event is from now: parts are written before the last event is read. */
export async function shiftOf(
  inputs: readonly FoundInput[],
  reading: Omit<ReadInput, "input">,
  now: () => EpochMs,
): Promise<number> {
  let latestTsMs = 0;
  for (const input of inputs) {
    for await (const batch of readRecords({ ...reading, input })) {
      for (const line of batch) {
        const record = readRecord(line, reading.rules);
        if ("event" in record) latestTsMs = Math.max(latestTsMs, record.event.tsMs);
      }
    }
  }
  return Math.floor((now() - latestTsMs) / dayMs) * dayMs;
}
