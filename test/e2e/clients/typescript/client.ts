/** Uses types that were generated from the API's own OpenAPI document, from a connection to a manifest. */
import { text } from "node:stream/consumers";
import createClient from "openapi-fetch";
import type { paths } from "./api.js";

const wanted = JSON.parse(await text(process.stdin));
const api = createClient<paths>({ baseUrl: wanted.url, headers: { authorization: `Bearer ${wanted.token}` } });

const made = await api.POST("/v1/connections", {
  body: {
    provider: "s3",
    name: "Made in TypeScript",
    bucket: wanted.bucket,
    region: wanted.region,
    prefix: wanted.prefix,
    endpoint: wanted.endpoint,
    credentials: { accessKeyId: wanted.accessKeyId, secretAccessKey: wanted.secretAccessKey },
  },
});
if (made.error) throw new Error(made.error.detail);

const created = await api.POST("/v1/exports", {
  body: {
    connectionId: made.data.id,
    type: "allEvents",
    frequency: "oneTime",
    format: "csv",
    from: wanted.from,
    to: wanted.until,
  },
});
if (created.error) throw new Error(created.error.detail);

const params = { path: { requestId: created.data.requestId } };
for (;;) {
  const { data, error } = await api.GET("/v1/exports/{requestId}", { params });
  if (error) throw new Error(error.detail);
  if (data.status === "Failed") throw new Error(data.lastRun?.error?.message);
  if (data.status === "Done") break;
  await new Promise((resolve) => setTimeout(resolve, 200));
}

const delivered = await api.GET("/v1/exports/{requestId}/manifest", { params });
if (delivered.error) throw new Error(delivered.error.detail);
console.log(JSON.stringify(delivered.data.totals));
