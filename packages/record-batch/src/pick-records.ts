import type { EventBatch } from "@sluice/types";
import { EventBatchBuilder } from "./event-batch-builder.ts";

/** A batch of some of another one's records, in their order; the same batch where it is all of them. */
export function pickRecords(batch: EventBatch, isPicked: (index: number) => boolean): EventBatch {
  const picked: number[] = [];
  for (let index = 0; index < batch.length; index++) if (isPicked(index)) picked.push(index);
  if (picked.length === batch.length) return batch;
  const builder = new EventBatchBuilder();
  for (const index of picked) builder.addFrom(batch, index);
  return builder.finish();
}
