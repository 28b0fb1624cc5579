import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../..");
const areas =
  "auth|cli|connection|credentials|encode|encoder|export|forget|idempotency|lake|load|local|preview|project|queue|request|run|store|temporal|token|verify|webhook";
/** Faults of a delivery and messages to webhooks are on pages of their own; the others are file names. */
const otherwise =
  /^run\.(stray_object|time_zone|done|failed|stopped)$|^export\.stopped$|^webhook\.test$|\.(json|jsonl|db|log|ts)$/;

async function codesInSources(): Promise<Set<string>> {
  const codes = new Set<string>();
  for await (const file of glob("{packages,apps,infra}/*/src/**/*.ts", { cwd: root })) {
    if (file.endsWith(".test.ts")) continue;
    const source = await readFile(join(root, file), "utf8");
    for (const [, code = ""] of source.matchAll(new RegExp(`"((?:${areas})\\.[a-z_]+)"`, "g"))) codes.add(code);
  }
  return new Set([...codes].filter((code) => !otherwise.test(code)));
}

test("every error code that a user can meet is explained, and no other", async () => {
  const page = await readFile(join(root, "docs/when-a-run-fails.md"), "utf8");
  const explained = new Set([...page.matchAll(/`([a-z]+\.[a-z_]+)`/g)].map(([, code = ""]) => code));
  const codes = await codesInSources();
  expect(codes.size).toBeGreaterThan(50);
  expect([...codes.difference(explained)]).toEqual([]);
  expect([...explained.difference(codes)]).toEqual([]);
});

test("every fault of a delivery is explained", async () => {
  const page = await readFile(join(root, "docs/verify.md"), "utf8");
  const faults = await readFile(join(root, "packages/verify/src/faults.ts"), "utf8");
  const codes = [...faults.matchAll(/"([a-z]+\.[a-z_0-9]+)"/g)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(15);
  expect(codes.filter((code) => !page.includes(`\`${code}\``))).toEqual([]);
});
