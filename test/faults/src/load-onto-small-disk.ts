import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { loadRecords } from "@sluice/event-source-lake";
import { toFailure } from "@sluice/types";

/** Loads a file and prints how that ended and what is there afterwards: `load-onto-small-disk.ts <lake> <file>`. */
const [directory = "", path = ""] = process.argv.slice(2);
const project = "acme";

const code = await loadRecords({ directory, project, inputs: [{ path, kind: "jsonl" }] }).then(
  () => null,
  (error: unknown) => toFailure(error).code,
);
const entries = (folder: string) => readdir(join(directory, project, folder)).catch(() => []);
console.log(JSON.stringify({ code, visible: await entries("loads"), left: await entries("loading") }));
