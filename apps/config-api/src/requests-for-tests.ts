import { connectionAnswerSchema, createdExportAnswerSchema } from "@sluice/types";
import type { TestApi } from "./api-for-tests.ts";

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
