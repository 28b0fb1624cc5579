import { readFile } from "node:fs/promises";
import { apiTypes, apiTypesFile } from "./api-types.ts";

/** Fails where the page's types are not those of the API any more. */
if ((await readFile(apiTypesFile, "utf8")) !== (await apiTypes())) {
  process.stderr.write("The dashboard's API types are old: run `pnpm generate`.\n");
  process.exitCode = 1;
}
