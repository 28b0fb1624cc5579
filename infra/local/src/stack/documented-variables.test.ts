import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../../../..");

/** Where the services' environments are described. */
const sources = [
  "apps/{config-api,workflow-service}/src/environment.ts",
  "packages/{encoder-worker/src/environment,object-store/src/aws-environment,object-store/src/connection-environment}.ts",
  "packages/{types/src/schedule,webhooks/src/refuse-url}.ts",
];

async function variables(): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const file of glob(sources, { cwd: root })) {
    for (const [, name = ""] of (await readFile(join(root, file), "utf8")).matchAll(/^ {2}([A-Z][A-Z_]+):/gm)) {
      names.add(name);
    }
  }
  return names;
}

test("docs/operations.md explains every variable that a service reads", async () => {
  const names = [...(await variables())];
  expect(names.length).toBeGreaterThan(20);
  const page = await readFile(join(root, "docs/operations.md"), "utf8");
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

test("compose.yaml sets no variable of Sluice's that nobody reads", async () => {
  const names = await variables();
  const compose = await readFile(join(root, "infra/compose.yaml"), "utf8");
  const set = [...compose.matchAll(/^ +(SLUICE_[A-Z_]+|HEALTH_[A-Z]+|[A-Z]+_URL):/gm)].map(([, name = ""]) => name);
  expect(set.length).toBeGreaterThan(8);
  expect(set.filter((name) => !names.has(name))).toEqual([]);
});
