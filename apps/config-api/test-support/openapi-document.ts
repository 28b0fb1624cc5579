import { newMasterKey, openConfigStore, parseMasterKeys } from "@sluice/config-store";
import { serviceLog } from "@sluice/service";
import { Client, Connection } from "@temporalio/client";
import { createApp } from "../src/app.ts";

const nowhere = "127.0.0.1:1";
const nothing = () => Promise.reject(new Error("there is nothing here"));
const none = async function* (): AsyncGenerator<never> {};

/** The text of the OpenAPI document. It is made of the routes alone, so nothing is there behind them. */
export async function openapiText(): Promise<string> {
  await using store = await openConfigStore({ databaseUrl: `postgresql://${nowhere}/none`, maxConnections: 1 });
  const connection = Connection.lazy({ address: nowhere });
  const app = createApp({
    store,
    source: {
      eventNames: nothing,
      eventVolumes: nothing,
      seal: nothing,
      plan: none,
      read: none,
      planProfiles: none,
      readProfiles: none,
    },
    queue: { open: nothing, [Symbol.asyncDispose]: () => Promise.resolve() },
    temporal: new Client({ connection }),
    temporalTimeoutMs: 1,
    roles: { stsEndpoint: null, accessKey: null },
    awsPrincipal: null,
    requestLimits: { perToken: 0, wrongTokens: 0, proxies: 0 },
    corsOrigins: [],
    allowPrivateWebhooks: false,
    allowPrivateConnections: false,
    isLakeReadable: () => Promise.resolve(false),
    masterKeys: parseMasterKeys(newMasterKey("none")),
    temporalUi: null,
    dashboard: null,
    stopping: new AbortController().signal,
    log: serviceLog("config-api", "fatal"),
    now: () => 0,
  });
  const document: unknown = await (await app.request("/openapi.json")).json();
  await connection.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}
