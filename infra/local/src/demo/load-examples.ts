import { fileURLToPath } from "node:url";
import { loadRecords } from "@sluice/event-source-lake";

export interface LoadedExamples {
  readonly records: number;
  readonly eventNames: number;
}

const examples = ["online-retail", "wikipedia-edits"] as const;

/** Loads the sample data: a web shop's orders and Wikipedia's edits, moved in time so that an export reaches them. */
export async function loadExamples(
  directory: string,
  project: string,
  onRecords: (records: number) => void,
): Promise<LoadedExamples> {
  let records = 0;
  let eventNames = 0;
  for (const example of examples) {
    const path = fileURLToPath(new URL(`../../../../examples/${example}/events.jsonl.gz`, import.meta.url));
    const loadedBefore = records;
    const report = await loadRecords({
      directory,
      project,
      paths: [path],
      input: { kind: "jsonl" },
      databases: 2,
      strict: true,
      shiftToNow: true,
      onProgress: (loaded) => onRecords(loadedBefore + loaded),
    });
    records += report.records;
    eventNames += report.eventNames;
  }
  return { records, eventNames };
}
