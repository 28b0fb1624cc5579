import { randomBytes } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createApiToken, createProject, openConfigStore } from "@sluice/config-store";
import { type LoadReport, loadRecords } from "@sluice/event-source-lake";
import { type CustomerBucket, waitUntil } from "@sluice/servers";
import {
  connectionAnswerSchema,
  createdExportAnswerSchema,
  type DeliveredObject,
  type NewExportRequest,
  objectsAnswerSchema,
  type RunAnswer,
  runsAnswerSchema,
} from "@sluice/types";
import type { TestStack } from "./test-stack.ts";

export interface TestCustomer {
  readonly project: string;
  /** An admin's. */
  readonly token: string;
  readonly bucket: CustomerBucket;
  readonly connectionId: string;
  /** Calls the API; the body is JSON both ways. */
  call(method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: unknown }>;
  /** Loads event lines into the project's databases. */
  load(lines: readonly string[]): Promise<LoadReport>;
  connect(name: string, bucket: CustomerBucket): Promise<string>;
  /** Creates an export of all events, unless told otherwise, and gives its request id. */
  export(request: Partial<NewExportRequest>): Promise<number>;
  latestRun(requestId: number): Promise<RunAnswer>;
  /** Waits until the run has ended, however it did. */
  endedRun(requestId: number): Promise<RunAnswer>;
  objects(requestId: number): Promise<DeliveredObject[]>;
  /** What is really in the bucket. */
  storedKeys(): Promise<string[]>;
  storedBytes(key: string): Promise<Buffer>;
}

const hourMs = 3_600_000;

/** A project of its own on a stack, with a token, a bucket and a connection to it. */
export async function testCustomer(stack: TestStack, { databases = 1, prefix = "" } = {}): Promise<TestCustomer> {
  const project = `p${randomBytes(5).toString("hex")}`;
  const token = await newProject(stack.databaseUrl, project);
  const bucket = await stack.customerBucket(prefix);
  const bucketFolder = join(stack.bucketsFolder, bucket.target.bucket);

  const call: TestCustomer["call"] = async (method, path, body) => {
    const response = await fetch(new URL(path, stack.apiUrl), {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  };
  const expectCall = async (status: number, ...request: Parameters<typeof call>): Promise<unknown> => {
    const answer = await call(...request);
    if (answer.status !== status) throw new Error(`${request[0]} ${request[1]}: ${JSON.stringify(answer)}`);
    return answer.body;
  };
  const connect: TestCustomer["connect"] = async (name, { target, credentials }) =>
    connectionAnswerSchema.parse(await expectCall(201, "POST", "/v1/connections", { name, ...target, credentials })).id;
  const latestRun: TestCustomer["latestRun"] = async (requestId) => {
    const { items } = runsAnswerSchema.parse(await expectCall(200, "GET", `/v1/exports/${requestId}/runs?limit=1`));
    const [run] = items;
    if (!run) throw new Error(`export ${requestId} has no run`);
    return run;
  };
  const connectionId = await connect("bucket", bucket);

  return {
    project,
    token,
    bucket,
    connectionId,
    call,
    connect,
    latestRun,
    async load(lines) {
      const path = join(stack.directory, `load-${randomBytes(5).toString("hex")}.jsonl`);
      await writeFile(path, lines.join("\n"));
      return loadRecords({ directory: stack.lake, project, inputs: [{ path, kind: "jsonl" }], databases });
    },
    async export(request) {
      const now = Date.now();
      const body = await expectCall(201, "POST", "/v1/exports", {
        type: "allEvents",
        format: "json",
        connectionId,
        from: new Date(now - 24 * hourMs).toISOString(),
        to: new Date(now + hourMs).toISOString(),
        ...request,
      });
      return createdExportAnswerSchema.parse(body).requestId;
    },
    endedRun: (requestId) =>
      waitUntil(
        `export ${requestId} to end`,
        async () => {
          const run = await latestRun(requestId);
          return run.status === "Pending" || run.status === "Running" ? undefined : run;
        },
        240_000,
      ),
    async objects(requestId) {
      const objects: DeliveredObject[] = [];
      let cursor = "";
      do {
        const path = `/v1/exports/${requestId}/objects?limit=100${cursor}`;
        const { items, nextCursor } = objectsAnswerSchema.parse(await expectCall(200, "GET", path));
        objects.push(...items);
        cursor = nextCursor === null ? "" : `&cursor=${encodeURIComponent(nextCursor)}`;
      } while (cursor !== "");
      return objects;
    },
    async storedKeys() {
      const entries = await readdir(bucketFolder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      return files.map(({ parentPath, name }) => join(parentPath, name).slice(bucketFolder.length + 1)).sort();
    },
    storedBytes: (key) => readFile(join(bucketFolder, key)),
  };
}

async function newProject(databaseUrl: string, id: string): Promise<string> {
  await using store = await openConfigStore({ databaseUrl, maxConnections: 1 });
  await createProject(store, { id, name: id });
  const { text } = await createApiToken(store, { projectId: id, name: "test", role: "admin", createdBy: "a test" });
  return text;
}
