import { once } from "node:events";
import { serve } from "@hono/node-server";
import { openConfigStore } from "@sluice/config-store";
import { isLakeReadable, openLake } from "@sluice/event-source-lake";
import { lazyQueue } from "@sluice/job-queue";
import { rolesOf } from "@sluice/object-store";
import { logCrashes, readEnvironment, serviceLog, stopSignal } from "@sluice/service";
import { Client, Connection } from "@temporalio/client";
import { createApp } from "./app.ts";
import { environmentSchema } from "./environment.ts";
import { namespacePage } from "./temporal-pages.ts";

const environment = readEnvironment(environmentSchema, process.env);
const log = serviceLog("config-api", environment.LOG_LEVEL);
logCrashes(log);
const stopping = stopSignal({ graceMs: environment.SLUICE_SHUTDOWN_GRACE_MS, log });

await using store = await openConfigStore({
  databaseUrl: environment.DATABASE_URL,
  maxConnections: 10,
  rules: { hourMs: environment.SLUICE_HOUR_MS, settleDelayMs: environment.SLUICE_SETTLE_DELAY_MS },
});
await using source = await openLake({ directory: environment.SLUICE_LAKE, memoryLimitMb: 64, threads: 1 });
await using queue = lazyQueue({ url: environment.NATS_URL, name: "config-api", inboxPrefix: "_INBOX_API" });
// Exports are accepted while Temporal is away, so nothing waits for it here.
const connection = Connection.lazy({ address: environment.TEMPORAL_ADDRESS });
const temporal = new Client({ connection, namespace: environment.TEMPORAL_NAMESPACE });

const temporalUi = environment.SLUICE_TEMPORAL_UI;

const app = createApp({
  store,
  source,
  queue,
  temporal,
  stopping,
  log,
  isLakeReadable: () => isLakeReadable(environment.SLUICE_LAKE),
  masterKeys: environment.SLUICE_MASTER_KEY,
  allowPrivateWebhooks: environment.SLUICE_WEBHOOK_ALLOW_PRIVATE,
  roles: rolesOf(environment),
  allowPrivateConnections: environment.SLUICE_CONNECTION_ALLOW_PRIVATE,
  requestLimits: {
    perToken: environment.SLUICE_REQUESTS_PER_MINUTE,
    wrongTokens: environment.SLUICE_WRONG_TOKENS_PER_MINUTE,
    proxies: environment.SLUICE_PROXIES,
  },
  corsOrigins: environment.SLUICE_CORS_ORIGINS,
  awsPrincipal: environment.SLUICE_AWS_PRINCIPAL,
  temporalUi: temporalUi === undefined ? null : namespacePage(temporalUi, environment.TEMPORAL_NAMESPACE),
  dashboard: environment.SLUICE_DASHBOARD ?? null,
  temporalTimeoutMs: 2_000,
  now: () => Date.now(),
});

const closeIdleEveryMs = 50;
const server = serve({ fetch: app.fetch, hostname: environment.HOST, port: environment.PORT }, (address) => {
  const host = address.family === "IPv6" ? `[${address.address}]` : address.address;
  log.info({ url: `http://${host}:${address.port}` }, "listening");
});

if (!stopping.aborted) await once(stopping, "abort");
const closed = once(server, "close");
server.close();
// Connections are kept for a next request; none is waited for once the last answer is out.
const idle = setInterval(() => "closeIdleConnections" in server && server.closeIdleConnections(), closeIdleEveryMs);
await closed;
clearInterval(idle);
await connection.close();
