import { connectionAnswerSchema, createdExportAnswerSchema, webhookWithSecretAnswerSchema } from "@sluice/types";
import type { TestApi } from "./api.ts";

export const secret = "wJalrXUtnFEMI-this-must-never-be-seen";

export const connectionRequest = {
  name: "Warehouse",
  bucket: "acme-exports",
  region: "eu-west-1",
  prefix: "sluice/",
  credentials: { accessKeyId: "AKIAABCDEFGH7Q", secretAccessKey: secret },
};

/** The whole of February 2026 and a day more. */
export const exportRequest = {
  type: "allEvents",
  format: "csv",
  from: "2026-02-01T00:00:00Z",
  to: "2026-03-01T00:00:00Z",
};

export async function newConnection(api: TestApi, change: object = {}) {
  const answer = await api.ask("POST", "/v1/connections", { ...connectionRequest, ...change });
  return answer.parsed(connectionAnswerSchema);
}

export async function newExport(api: TestApi, change: object = {}) {
  const connectionId = "connectionId" in change ? change.connectionId : (await newConnection(api)).id;
  const answer = await api.ask("POST", "/v1/exports", { ...exportRequest, connectionId, ...change });
  return answer.parsed(createdExportAnswerSchema);
}

export const webhookUrl = "https://hooks.example.com/sluice?tenant=7";
let webhooks = 0;

/** A webhook, which is deleted when the test is over: a project has room for a few. */
export async function newWebhook(api: TestApi, change: object = {}) {
  const answer = await api.ask("POST", "/v1/webhooks", { name: `Hook ${++webhooks}`, url: webhookUrl, ...change });
  const webhook = answer.parsed(webhookWithSecretAnswerSchema);
  const path = `/v1/webhooks/${webhook.id}`;
  return { ...webhook, path, [Symbol.asyncDispose]: async () => void (await api.ask("DELETE", path)) };
}
