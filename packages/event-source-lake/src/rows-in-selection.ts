import type { BlockFile, GroupPlace } from "./blocks/block-file.ts";
import type { BlockFiles } from "./blocks/block-files.ts";
import { readInstants } from "./blocks/decode-group.ts";
import type { EventRows } from "./lake-layout.ts";
import { isTouched, isWithin, type Selection } from "./selection.ts";

/** Rows that lie together, of which so many are meant: all, or some that only their captured-at tells. */
export interface RowStretch {
  readonly firstRow: number;
  readonly rows: number;
  readonly records: number;
}

/**
 * Finds which of an event's rows are of a selection, by what row groups say of themselves; of those that lie across its
 * borders `ts` and captured-at are read. `capturedMs` is that of a file whose rows were all captured at once.
 */
export async function rowsInSelection(
  { files, path, capturedMs }: { readonly files: BlockFiles; readonly path: string; readonly capturedMs: number },
  rows: EventRows,
  selection: Selection,
): Promise<RowStretch[]> {
  const file = await files.open(path);
  const found: RowStretch[] = [];
  const end = rows.firstRow + rows.rows;
  for (const group of file.groups) {
    const from = Math.max(rows.firstRow, group.firstRow);
    const to = Math.min(end, group.firstRow + group.records);
    if (from >= to) continue;
    const spans = { ts: group.ts, captured: group.captured ?? { fromMs: capturedMs, toMs: capturedMs } };
    if (!isTouched(spans, selection)) continue;
    if (isWithin(spans, selection)) addStretch(found, { firstRow: from, rows: to - from, records: to - from });
    else
      for (const stretch of await stretchesIn(file, group, { from, to, capturedMs }, selection))
        addStretch(found, stretch);
  }
  return found;
}

async function stretchesIn(
  file: BlockFile,
  group: GroupPlace,
  { from, to, capturedMs }: { readonly from: number; readonly to: number; readonly capturedMs: number },
  { ts, captured }: Selection,
): Promise<RowStretch[]> {
  const tsMs = await readInstants(file, group, "ts");
  const capturedAt = group.captured ? await readInstants(file, group, "captured") : null;
  let [first, last, records] = [-1, -1, 0];
  for (let row = from; row < to; row++) {
    const at = tsMs[row - group.firstRow] ?? 0;
    const when = capturedAt ? (capturedAt[row - group.firstRow] ?? 0) : capturedMs;
    if (at < ts.fromMs || at >= ts.toMs || when < captured.fromMs || when >= captured.toMs) continue;
    if (first < 0) first = row;
    last = row;
    records++;
  }
  return records === 0 ? [] : [{ firstRow: first, rows: last - first + 1, records }];
}

/** Whole stretches that follow each other are one. */
function addStretch(found: RowStretch[], stretch: RowStretch): void {
  const last = found.at(-1);
  const follows = last && last.firstRow + last.rows === stretch.firstRow;
  if (!follows || last.records !== last.rows || stretch.records !== stretch.rows) {
    found.push(stretch);
    return;
  }
  const rows = last.rows + stretch.rows;
  found[found.length - 1] = { firstRow: last.firstRow, rows, records: rows };
}
