import { glob, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { findCircles } from "./find-circles.ts";
import { faultsOf, workflowCodeOf } from "./layering-rules.ts";
import { readModule, type SourceModule } from "./read-module.ts";

// Checks the rules of layering-rules.ts over the whole repository; prints each fault and where it is.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const sources = ["{apps,packages,test}/*/{src,test-support}/**/*.{ts,tsx}", "infra/*/src/**/*.ts", "bench/src/**/*.ts"];

/** Of every package, which others it names in its package.json: for its product, or for its tests. */
const dependencies = new Map<string, readonly string[]>();
for await (const file of glob("{apps,packages,infra,test}/*/package.json", { cwd: root })) {
  const { name, dependencies: own = {}, devDependencies = {} } = JSON.parse(await readFile(root + file, "utf8"));
  dependencies.set(name, [...Object.keys(own), ...Object.keys(devDependencies)]);
}

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
const imports = new Map(modules.map(({ path, imports: all }) => [path, all.map(({ from }) => from)]));
const circles = [...findCircles(imports), ...findCircles(dependencies)];
for (const circle of circles) console.error(`a circle: ${[...circle, circle[0]].join(" → ")}`);
const count = faults.length + circles.length;
console.log(`layering: ${modules.length} files, ${dependencies.size} packages, ${count} faults`);
if (count > 0) process.exitCode = 1;
