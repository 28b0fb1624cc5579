import { hash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { healthUrls } from "./health-urls.ts";
import { type Found, findSecrets } from "./places/find-secrets.ts";
import { inAppLogs, inBuckets, inServerLogs } from "./places/in-files.ts";
import { inStreams } from "./places/in-nats.ts";
import { inPostgres } from "./places/in-postgres.ts";
import { inTemporal } from "./places/in-temporal.ts";
import { plantedSecrets } from "./planted-secrets.ts";
import { type ThreeEndings, threeEndings } from "./three-endings.ts";

let seen: ThreeEndings;
beforeAll(async () => {
  seen = await threeEndings();
});
afterAll(() => seen?.[Symbol.asyncDispose]());

test("secrets are nowhere: not in logs, histories, messages, tables, objects or answers", async () => {
  const { stack, customer, webhook, done, failed, stopped, api } = seen;
  await tellSecrets();
  const { connectionId, bucket } = customer;
  const runs = [done, failed, stopped, await customer.latestRun(seen.failingRequestId)];
  await api.readAll(
    runs.flatMap(({ requestId, runTimestamp }) =>
      [connectionId, webhook.id].map((id) => ({ requestId, runTimestamp, id, deliveryId: id })),
    ),
  );
  const metrics = await Promise.all(
    Object.entries(healthUrls(stack)).flatMap(([app, url]) =>
      ["/metrics", "/readyz"].map(async (path) => ({
        place: `${path} of ${app}`,
        bytes: Buffer.from(await (await fetch(`${url}${path}`)).text()),
      })),
    ),
  );
  const parts: Readonly<Record<string, readonly Found[]>> = {
    "logs of apps": await inAppLogs(stack),
    Temporal: await inTemporal(stack.servers.temporal),
    "NATS streams": await inStreams(stack.nats.urls.admin),
    "NATS messages": seen.nats.heard,
    PostgreSQL: await inPostgres(stack.databaseUrl),
    buckets: await inBuckets(stack),
    "API answers": api.answers,
  };
  const serverLogs = await inServerLogs(stack);
  expect(serverLogs.map(({ place }) => place.split("/", 1).join()).sort()).toEqual(
    ["nats", "postgres", "s3", "temporal"].map((server) => `log ${server}`),
  );
  const secrets = await plantedSecrets(seen);
  const everything = [...Object.values(parts).flat(), ...serverLogs, ...metrics];
  expect(findSecrets(secrets, everything)).toEqual([]);

  // It has looked at the real thing: what is no secret is found in every part.
  const known = [
    { name: "Done", text: String(done.requestId) },
    { name: "Failed", text: String(failed.requestId) },
    { name: "Stopped", text: String(stopped.requestId) },
  ];
  const knownIn = (part: string) =>
    new Set(findSecrets(known, parts[part] ?? []).map((found) => found.split(" ", 1).join()));
  for (const part of Object.keys(parts)) expect([part, knownIn(part).has("Done")]).toEqual([part, true]);
  for (const part of ["logs of apps", "Temporal", "NATS messages", "PostgreSQL", "API answers"]) {
    expect([part, [...knownIn(part)].sort()]).toEqual([part, ["Done", "Failed", "Stopped"]]);
  }
  const masked = `${bucket.credentials.accessKeyId.slice(0, 4)}…${bucket.credentials.accessKeyId.slice(-2)}`;
  const keyIds = findSecrets([{ name: "key", text: masked }], everything).join("\n");
  for (const place of ["column public.connection_credentials.masked_key_id", "history of", "answer 200"]) {
    expect(keyIds).toContain(`key in ${place}`);
  }
  expect(parts.PostgreSQL?.map(({ place }) => place)).toContain("column public.connection_credentials.sealed");
});

test("of an API token, the database holds a hash and nothing else", async () => {
  const { stack, customer } = seen;
  const hashed = { name: "hash", text: hash("sha256", customer.token, "hex") };
  expect(findSecrets([hashed], await inPostgres(stack.databaseUrl))).toEqual(["hash in column public.api_tokens.hash"]);
});

/** Says secrets in places where they don't belong, and where a careless service would repeat or log them. */
async function tellSecrets(): Promise<void> {
  const { api, customer, wrongSecret } = seen;
  const { credentials } = customer.bucket;
  await api.ask("POST", "/v1/connections", `{"name":"x","credentials":{"secretAccessKey":"${wrongSecret}"`);
  await api.ask("POST", "/v1/connections", { name: "x", bucket: "No", credentials });
  await api.ask("POST", "/v1/connections", {
    name: "x",
    credentials: { accessKeyId: 7, secretAccessKey: [wrongSecret] },
  });
  await api.ask("GET", `/v1/exports?token=${customer.token}&limit=${encodeURIComponent(wrongSecret)}`);
  await api.ask("PATCH", `/v1/connections/${customer.connectionId}`, { credentials });
}
