import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type TestCustomer, type TestStack, testCustomer, testStack } from "@sluice/test-kit";
import openapiTypescript, { astToString } from "openapi-typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hostileEvents, hostileNames } from "./hostile-events.ts";

/** Clients that are generated from the document as it is served, and then do what people do first. */
const clients = join(import.meta.dirname, "../clients");
const dayMs = 86_400_000;
const perName = 3;
const resources = new AsyncDisposableStack();
let stack: TestStack;
let customer: TestCustomer;
let document: string;
beforeAll(async () => {
  stack = resources.use(await testStack({ encoders: { csv: 1 } }));
  customer = await testCustomer(stack);
  await customer.load(hostileEvents(perName));
  document = await (await fetch(new URL("/openapi.json", stack.apiUrl))).text();
});
afterAll(() => resources.disposeAsync());

async function folder(inside: string): Promise<string> {
  await mkdir(inside, { recursive: true });
  const path = await mkdtemp(join(inside, "sluice-client-"));
  resources.defer(() => rm(path, { recursive: true, force: true }));
  return path;
}

const window = { from: new Date(Date.now() - 59 * dayMs).toISOString(), to: new Date().toISOString() };

/** What a client prints to stdout, given where to export to and what. */
async function printed(command: string, args: readonly string[], cwd: string): Promise<unknown> {
  const { target, credentials } = await stack.customerBucket("exports/");
  const running = promisify(execFile)(command, [...args], { cwd });
  const order = {
    url: stack.apiUrl,
    token: customer.token,
    bucket: target.bucket,
    region: target.region,
    prefix: target.prefix,
    endpoint: target.endpoint,
    ...credentials,
    from: window.from,
    until: window.to,
  };
  running.child.stdin?.end(JSON.stringify(order));
  return JSON.parse((await running).stdout);
}

const delivered = { records: perName * hostileNames.length, objects: expect.any(Number), bytes: expect.any(Number) };

test("in TypeScript, strictly typed, from a connection to a manifest", async () => {
  // Where the client finds its libraries.
  const path = await folder(join(import.meta.dirname, "../node_modules/.clients"));
  await cp(join(clients, "typescript"), path, { recursive: true });
  await writeFile(join(path, "package.json"), '{ "type": "module" }');
  await writeFile(join(path, "api.d.ts"), astToString(await openapiTypescript(document)));
  const compiler = join(import.meta.dirname, "../node_modules/typescript/bin/tsc");
  const strictly = ["--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"];
  const target = ["--target", "esnext", "--module", "nodenext", "--types", "node"];
  await promisify(execFile)(process.execPath, [compiler, ...strictly, ...target, "client.ts"], { cwd: path });
  expect(await printed(process.execPath, ["client.js"], path)).toEqual(delivered);
});

test("in Go, from a connection to a manifest", async () => {
  const path = await folder(tmpdir());
  await cp(join(clients, "go"), path, { recursive: true });
  await writeFile(join(path, "openapi.json"), document);
  const generate = ["tool", "oapi-codegen", "-config", "oapi-codegen.yaml", "openapi.json"];
  await promisify(execFile)("go", generate, { cwd: path });
  expect(await printed("go", ["run", "."], path)).toEqual(delivered);
});

test("with curl, as the page about the API has it", async () => {
  const page = await readFile(join(import.meta.dirname, "../../../docs/api.md"), "utf8");
  const [, script = ""] = /```sh\n(.*?)```/s.exec(page) ?? [];
  const { target, credentials } = await stack.customerBucket("exports/");
  const { stdout } = await promisify(execFile)("sh", ["-euc", script.replace("http://127.0.0.1:8080", stack.apiUrl)], {
    env: {
      PATH: process.env.PATH,
      SLUICE_API_TOKEN: customer.token,
      BUCKET: target.bucket,
      ENDPOINT: target.endpoint ?? "",
      ACCESS_KEY_ID: credentials.accessKeyId,
      SECRET_ACCESS_KEY: credentials.secretAccessKey,
      FROM: window.from,
      TO: window.to,
    },
  });
  expect(stdout).toMatch(/"ok":true.*event: done.*"totals":\{"records":/s);
});
