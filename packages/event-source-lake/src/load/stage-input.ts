import type { CountedLines } from "./count-lines.ts";
import { inputLineAt, type LineBatch } from "./line-batch.ts";
import type { LineReader } from "./line-reader.ts";
import type { ReadInput } from "./load-input.ts";
import { readRecord } from "./parse-record-line.ts";
import { readRecords } from "./read-records.ts";
import type { StagedLoad } from "./staged-load.ts";

export interface StageInput {
  readonly read: ReadInput;
  readonly reader: LineReader;
  readonly staged: StagedLoad;
  readonly lines: CountedLines;
  readonly onStaged: (records: number) => void;
}

/**
 * Stages an input's records and counts its lines. Once too many are bad nothing is going to be loaded, so the rest is
 * judged alone. Gives whether there was no line at all.
 */
export async function stageInput({ read, reader, staged, lines, onStaged }: StageInput): Promise<boolean> {
  const { input, rules, signal } = read;
  let isEmpty = true;
  for await (const batch of readRecords(read)) {
    signal.throwIfAborted();
    for (let index = 0; index < batch.length; index++) {
      isEmpty = false;
      const record = lines.isTooMany ? readRecord(inputLineAt(batch, index), rules) : reader.read(batch, index);
      if ("reason" in record) {
        lines.bad(input.name, record, lineText(batch, index));
        continue;
      }
      lines.good(input.name);
      if (lines.isTooMany || "event" in record) continue;
      const waiting = staged.add(record);
      if (waiting !== undefined) await waiting;
    }
    onStaged(staged.records);
  }
  return isEmpty;
}

function lineText(batch: LineBatch, index: number): string {
  const line = inputLineAt(batch, index);
  return "text" in line ? line.text : "";
}
