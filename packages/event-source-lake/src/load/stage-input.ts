import type { CountedLines } from "./count-lines.ts";
import type { ReadInput } from "./load-input.ts";
import { readRecord } from "./parse-record-line.ts";
import { readRecords } from "./read-records.ts";
import type { StagedLoad } from "./staged-load.ts";

/**
 * Stages an input's records and counts its lines. Once too many are bad nothing is going to be loaded, so the rest is
 * judged alone. Gives whether there was no line at all.
 */
export async function stageInput(
  read: ReadInput,
  staged: StagedLoad,
  lines: CountedLines,
  onStaged: (records: number) => void,
): Promise<boolean> {
  const { input, rules, signal } = read;
  let isEmpty = true;
  for await (const batch of readRecords(read)) {
    signal.throwIfAborted();
    for (const line of batch) {
      isEmpty = false;
      const record = readRecord(line, rules);
      if ("reason" in record) {
        lines.bad(input.name, record, "text" in line ? line.text : "");
        continue;
      }
      lines.good(input.name);
      if (!lines.isTooMany) await staged.add(record);
    }
    onStaged(staged.records);
  }
  return isEmpty;
}
