import { stat } from "node:fs/promises";
import { loadRecords } from "@sluice/event-source-lake";
import { measured } from "../run/measurement.ts";

/** Loads JSON Lines, with their latest `ts` brought close to now: `measure-load.ts <lake> <project> <file>`. */
const [directory = "", project = "", path = ""] = process.argv.slice(2);
await measured(async () => {
  const { records } = await loadRecords({
    directory,
    project,
    inputs: [{ path, kind: "jsonl" }],
    shiftToNow: process.argv.includes("--shift-to-now"),
  });
  return { records, bytes: (await stat(path)).size, pieces: 1 };
});
