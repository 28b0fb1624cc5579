import { glob, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { faultsOf, workflowCodeOf } from "./layering-rules.ts";
import { readModule, type SourceModule } from "./read-module.ts";

// Checks the rules of layering-rules.ts over the whole repository; prints each fault and where it is.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const sources = ["{apps,packages,test}/*/{src,test-support}/**/*.ts", "infra/*/src/**/*.ts", "bench/src/**/*.ts"];

const appPackages = new Set<string>();
for await (const file of glob("apps/*/package.json", { cwd: root })) {
  appPackages.add(JSON.parse(await readFile(root + file, "utf8")).name);
}

const modules: SourceModule[] = [];
for await (const file of glob(sources, { cwd: root })) {
  modules.push(readModule(file.replaceAll("\\", "/"), await readFile(root + file, "utf8")));
}
const repository = { appPackages, workflowCode: workflowCodeOf(modules) };
if (repository.workflowCode.size === 0) throw new Error("found no workflows; have they moved?");

const faults = modules.flatMap((module) => faultsOf(module, repository));
for (const { path, line, message } of faults) console.error(`${path}:${line}  ${message}`);
console.log(`layering: ${modules.length} files, ${faults.length} faults`);
if (faults.length > 0) process.exitCode = 1;
