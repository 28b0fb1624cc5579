import { expect, test } from "vitest";
import { faultsOf, workflowCodeOf } from "./layering-rules.ts";
import { readModule } from "./read-module.ts";

const appPackages = new Set(["@sluice/encoder-csv", "@sluice/config-api"]);

function linesOf(path: string, text: string): number[] {
  const module = readModule(path, text);
  return faultsOf(module, { appPackages, workflowCode: workflowCodeOf([module]) }).map(({ line }) => line);
}

const broken: Record<string, readonly [path: string, text: string]> = {
  "a package that imports an app by name": [
    "packages/encoding/src/a.ts",
    `import { csvEncoder } from "@sluice/encoder-csv";`,
  ],
  "a package that imports an app by path": [
    "packages/encoding/src/a.ts",
    `export * from "../../../apps/cli/src/mod.ts";`,
  ],
  "a package that imports an app's type": [
    "packages/encoding/src/a.ts",
    `import type { App } from "@sluice/config-api";`,
  ],
  "a package that imports an app late": [
    "packages/encoding/src/a.ts",
    `const app = await import("@sluice/config-api");`,
  ],
  "an encoder that imports NATS": ["apps/encoder-csv/src/a.ts", `import { connect } from "@nats-io/transport-node";`],
  "an encoder that imports S3": ["apps/encoder-csv/src/a.ts", `import { S3Client } from "@aws-sdk/client-s3";`],
  "an encoder that imports a source adapter": [
    "apps/encoder-csv/src/a.ts",
    `import { openLake } from "@sluice/event-source-lake";`,
  ],
  "an encoder that reads files": ["apps/encoder-csv/src/a.ts", `import { readFile } from "node:fs/promises";`],
  "an encoder's thread that reads the environment": ["apps/encoder-csv/src/thread.ts", `serve(process.env.TZ);`],
  "an encoder's module that wires beside its thread.ts": [
    "apps/encoder-csv/src/threads/thread.ts",
    `import { serveThread } from "@sluice/encoder-worker/thread";`,
  ],
  "a workflow that imports an activity's client": [
    "apps/workflow-service/src/workflows/a.workflow.ts",
    `import { openConfigStore } from "@sluice/config-store";`,
  ],
  "a workflow that imports from outside its folder": [
    "apps/workflow-service/src/workflows/a.workflow.ts",
    `import type { runActivities } from "../activities/mod.ts";`,
  ],
  "a workflow that imports Node": [
    "apps/workflow-service/src/workflows/a.workflow.ts",
    `import { hash } from "node:crypto";`,
  ],
  "a page that imports Node": ["apps/dashboard/src/a.tsx", `import { join } from "node:path";`],
  "a page that imports a store": [
    "apps/dashboard/src/a.tsx",
    `import { openConfigStore } from "@sluice/config-store";`,
  ],
  "a package that reads the environment": ["packages/naming/src/a.ts", `export const zone = process.env.TZ;`],
  "an app that reads the environment outside main.ts": ["apps/cli/src/a.ts", `const { env } = process;`],
  "a module that takes env from node:process": ["apps/cli/src/a.ts", `import { env } from "node:process";`],
  "product code that uses test support": [
    "packages/naming/src/a.ts",
    `import { keys } from "../test-support/keys.ts";`,
  ],
  "shared code that asks for a format": ["packages/naming/src/a.ts", `if (run.format === "csv") end();`],
  "shared code that asks what a format is not": ["packages/naming/src/a.ts", `const isText = "parquet" !== format;`],
  "an object literal that spreads another": ["apps/cli/src/a.ts", `const a = { b, ...{ c, d } };`],
  "a test that does": ["apps/cli/src/a.test.ts", `expect({ b, ...{ c, d } }).toEqual(e);`],
  "shared code that switches over formats": ["apps/config-api/src/a.ts", `switch (format) { case "xml": end(); }`],
};

test.for(Object.entries(broken))("%s is a fault", ([, [path, text]]) => {
  expect(linesOf(path, `// first line\n${text}`)).toEqual([2]);
});

const sound: Record<string, readonly [path: string, text: string]> = {
  "an app that imports a package": ["apps/cli/src/a.ts", `import { parseKey } from "@sluice/naming";`],
  "an encoder's main.ts that wires it": [
    "apps/encoder-csv/src/main.ts",
    `import { run } from "@sluice/encoder-worker"; run(process.env);`,
  ],
  "an encoder's thread.ts that wires it": [
    "apps/encoder-csv/src/thread.ts",
    `import { serveThread } from "@sluice/encoder-worker/thread";`,
  ],
  "an encoder that imports what it may": [
    "apps/encoder-csv/src/a.ts",
    `import { textBlocks } from "@sluice/encoding"; import "./cell.ts";`,
  ],
  "an encoder that asks for its format": ["apps/encoder-csv/src/a.ts", `if (format === "csv") end();`],
  "an encoder's test with another reader": [
    "apps/encoder-csv/src/a.test.ts",
    `import { DuckDBInstance } from "@duckdb/node-api";`,
  ],
  "a workflow that imports what it may": [
    "apps/workflow-service/src/workflows/a.workflow.ts",
    `import { sleep } from "@temporalio/workflow"; import { planRun } from "@sluice/chunking"; import "./b.ts";`,
  ],
  "a format that is only compared with another": [
    "packages/naming/src/a.ts",
    `if (one.format === other.format) end();`,
  ],
  "a switch over formats of another kind": [
    "packages/event-source-lake/src/a.ts",
    `switch (format) { case "local": end(); }`,
  ],
  "test support that reads the environment": ["apps/cli/test-support/cli.ts", `start(process.env.PATH);`],
  "a test that uses test support": ["apps/cli/src/a.test.ts", `import { start } from "../test-support/cli.ts";`],
  "what starts local servers and reads the environment": [
    "infra/local/src/a.ts",
    `const { SLUICE_CACHE } = process.env;`,
  ],
  "a test beside the workflows": [
    "apps/workflow-service/src/workflows/a.test.ts",
    `import { hash } from "node:crypto";`,
  ],
  "a file format that is no export format": ["packages/event-source-lake/src/a.ts", `if (layout === "csv") end();`],
};

test.for(Object.entries(sound))("%s is none", ([, [path, text]]) => {
  expect(linesOf(path, text)).toEqual([]);
});

test("what a workflow imports from beside it is workflow code, and what only tests import is not", () => {
  const folder = "apps/workflow-service/src/workflows";
  const modules = [
    readModule(`${folder}/run.workflow.ts`, `import "./steps.ts";`),
    readModule(`${folder}/steps.ts`, `import type { Part } from "./part.ts";`),
    readModule(`${folder}/part.ts`, "export type Part = 1;"),
    readModule(`${folder}/run.test.ts`, `import "../../test-support/server.ts"; import "./run.workflow.ts";`),
    readModule("apps/workflow-service/test-support/server.ts", `import "node:http";`),
  ];
  expect([...workflowCodeOf(modules)].sort()).toEqual(
    ["part.ts", "run.workflow.ts", "steps.ts"].map((name) => `${folder}/${name}`),
  );
});
