import { fileURLToPath } from "node:url";
import { type LoadReport, loadRecords } from "@sluice/event-source-lake";

export type LoadedExamples = Pick<LoadReport, "events" | "eventNames" | "profiles">;

const examples = [
  "online-retail/events.jsonl.gz",
  "online-retail/customers.jsonl.gz",
  "wikipedia-edits/events.jsonl.gz",
] as const;

/**
 * Loads the sample data: a web shop's orders and customers and Wikipedia's edits, events moved in time so that an export
 * reaches them.
 */
export async function loadExamples(
  directory: string,
  project: string,
  onRecords: (records: number) => void,
): Promise<LoadedExamples> {
  let [events, eventNames, profiles] = [0, 0, 0];
  for (const example of examples) {
    const path = fileURLToPath(new URL(`../../../examples/${example}`, import.meta.url));
    const loadedBefore = events + profiles;
    const report = await loadRecords({
      directory,
      project,
      inputs: [{ path, kind: "jsonl" }],
      databases: 2,
      shiftToNow: true,
      onProgress: ({ records }) => onRecords(loadedBefore + records),
    });
    events += report.events;
    eventNames += report.eventNames;
    profiles += report.profiles;
  }
  return { events, eventNames, profiles };
}
