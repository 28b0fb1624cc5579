import { writeManyLoads } from "@sluice/event-source-lake/many-loads";
import { measured } from "../run/measurement.ts";

/**
 * Makes a project of very many loads out of another one's events:
 * `make-loads.ts <lake> <template> <project> <loads> <events in each> <first captured> <every ms>`.
 */
const [directory = "", template = "", project = "", ...numbers] = process.argv.slice(2);
const [loads = 0, eventsPerLoad = 0, firstCapturedMs = 0, everyMs = 0] = numbers.map(Number);
await measured(async () => {
  await writeManyLoads({ directory, template, project, loads, eventsPerLoad, firstCapturedMs, everyMs });
  return { records: loads * eventsPerLoad, bytes: 0, pieces: loads };
});
