import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ConfigDb,
  createApiToken,
  createProject,
  type MasterKeys,
  migrate,
  newMasterKey,
  openConfigStore,
  parseMasterKeys,
} from "@sluice/config-store";
import { isLakeReadable, loadRecords, openLake } from "@sluice/event-source-lake";
import { lazyQueue } from "@sluice/job-queue";
import type { RoleAssumption } from "@sluice/object-store";
import { serviceLog } from "@sluice/service";
import { testPostgres } from "@sluice/test-kit";
import { Client, Connection } from "@temporalio/client";
import type { z } from "zod";
import { createApp } from "../src/app.ts";
import type { AppDependencies } from "../src/dependencies.ts";
import type { RequestLimits } from "../src/http/request-limits.ts";

export interface TestApi extends AsyncDisposable {
  readonly store: ConfigDb;
  readonly masterKeys: MasterKeys;
  /** The lake's folder. */
  readonly lake: string;
  readonly project: string;
  /** Asks the API as the project's admin, or as whoever `token` belongs to. */
  readonly ask: (method: string, path: string, body?: unknown, options?: AskOptions) => Promise<Answer>;
  readonly app: ReturnType<typeof createApp>;
  readonly viewer: string;
  /** The admin of another project. */
  readonly stranger: string;
  /** Everything that has been logged. */
  readonly logged: () => string;
}

interface AskOptions {
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Null when the answer is no JSON. */
  readonly json: unknown;
  /** The answer, held against what the API says of it. */
  readonly parsed: <T>(schema: z.ZodType<T>) => T;
}

export const nowMs = Date.parse("2026-03-01T12:00:00Z");
/** Nobody listens there. */
const nowhere = "127.0.0.1:1";

interface TestApiOptions {
  readonly temporal?: string;
  /** As config-api has it. */
  readonly nats?: string;
  readonly now?: () => number;
  readonly allowPrivateWebhooks?: boolean;
  readonly allowPrivateConnections?: boolean;
  readonly roles?: Partial<RoleAssumption>;
  readonly awsPrincipal?: string;
  readonly requestLimits?: RequestLimits;
  readonly dashboard?: string;
  readonly corsOrigins?: readonly string[];
}

/** The API on a real database and a lake of a few events. Temporal is away unless its address is given. */
export async function testApi(options: TestApiOptions = {}): Promise<TestApi> {
  await using started = new AsyncDisposableStack();
  const postgres = started.use(await testPostgres());
  const store = started.use(await openConfigStore({ databaseUrl: postgres.url, maxConnections: 5 }));
  await migrate(store);
  const directory = await mkdtemp(join(tmpdir(), "sluice-api-"));
  started.defer(() => rm(directory, { recursive: true }));
  const project = await newProject(store, "100000001");
  await loadSample(directory, project);
  const source = started.use(await openLake({ directory: join(directory, "lake") }));
  const connection = Connection.lazy({ address: options.temporal ?? nowhere });
  started.defer(() => connection.close());
  const queue = started.use(
    lazyQueue({ url: options.nats ?? `nats://${nowhere}`, name: "config-api", inboxPrefix: "_INBOX_API" }),
  );
  const masterKeys = parseMasterKeys(newMasterKey("test"));
  const lines: string[] = [];
  const log = serviceLog("config-api", "debug", { write: (line) => void lines.push(line) });
  const deps: AppDependencies = {
    isLakeReadable: () => isLakeReadable(join(directory, "lake")),
    stopping: new AbortController().signal,
    store,
    source,
    queue,
    log,
    masterKeys,
    roles: { stsEndpoint: null, accessKey: null, ...options.roles },
    requestLimits: options.requestLimits ?? { perToken: 0, wrongTokens: 0, proxies: 0 },
    corsOrigins: options.corsOrigins ?? [],
    awsPrincipal: options.awsPrincipal ?? null,
    temporal: new Client({ connection }),
    allowPrivateWebhooks: options.allowPrivateWebhooks ?? false,
    allowPrivateConnections: options.allowPrivateConnections ?? false,
    temporalUi: null,
    dashboard: options.dashboard ?? null,
    temporalTimeoutMs: options.temporal === undefined ? 100 : 10_000,
    now: options.now ?? (() => nowMs),
  };
  const app = createApp(deps);
  const { text: admin } = await createApiToken(store, {
    projectId: project,
    name: "admin",
    role: "admin",
    createdBy: "a test",
  });
  const { text: viewer } = await createApiToken(store, {
    projectId: project,
    name: "viewer",
    role: "viewer",
    createdBy: "a test",
  });
  const other = await newProject(store, "100000002");
  const { text: stranger } = await createApiToken(store, {
    projectId: other,
    name: "stranger",
    role: "admin",
    createdBy: "a test",
  });
  const all = started.move();
  return {
    store,
    masterKeys,
    lake: join(directory, "lake"),
    project,
    app,
    viewer,
    stranger,
    ask: (method, path, body, asking = {}) => askApp(app, admin, { method, path, body, ...asking }),
    logged: () => lines.join(""),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

async function askApp(
  app: ReturnType<typeof createApp>,
  admin: string,
  { method, path, body, token = admin, headers = {} }: AskOptions & { method: string; path: string; body: unknown },
): Promise<Answer> {
  const response = await app.request(path, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = text !== "" && /json/.test(response.headers.get("content-type") ?? "");
  const json: unknown = isJson ? JSON.parse(text) : null;
  const { status, headers: answered } = response;
  return { status, headers: answered, text, json, parsed: (schema) => schema.parse(json) };
}

async function newProject(store: ConfigDb, id: string): Promise<string> {
  await createProject(store, { id, name: `Project ${id}`, region: "EU", timeZone: "Asia/Kolkata" });
  return id;
}

/** Three events called Charged and one each of two others, around the end of February 2026. */
async function loadSample(directory: string, project: string): Promise<void> {
  const events = [
    { eventName: "Charged", ts: "2026-02-27T10:00:00Z", eventProps: { Amount: 10 } },
    { eventName: "Charged", ts: "2026-02-28T10:00:00Z", eventProps: { Amount: 20 } },
    { eventName: "Charged", ts: "2026-02-28T22:00:00Z", eventProps: { Amount: 30 } },
    { eventName: "App Launched", ts: "2026-02-28T09:00:00Z" },
    { eventName: "UTM Visited/Web", ts: "2026-02-26T09:00:00Z" },
  ];
  const path = join(directory, "events.jsonl");
  const lines = events.map((event) => JSON.stringify({ type: "event", profile: { identity: "a" }, ...event }));
  await writeFile(path, lines.join("\n"));
  await loadRecords({ directory: join(directory, "lake"), project, inputs: [{ path, kind: "jsonl" }] });
}
