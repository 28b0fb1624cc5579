import { StopWaiting, waitUntil } from "@sluice/servers";
import { createdExportAnswerSchema, exportAnswerSchema, type NewExportRequest, type RunAnswer } from "@sluice/types";
import type { DemoCustomer } from "./demo-customer.ts";

const patienceMs = 10 * 60_000;

/** Makes a one-time export, follows it to its end and gives its request id; throws if it does not end well. */
export async function runExport(
  { api, connectionId }: DemoCustomer,
  wanted: Omit<NewExportRequest, "connectionId">,
  note: (text: string) => void,
): Promise<number> {
  const { requestId } = await api.post("/v1/exports", { ...wanted, connectionId }, createdExportAnswerSchema);
  return waitUntil(
    `export ${requestId} to end`,
    async () => {
      const { lastRun } = await api.get(`/v1/exports/${requestId}`, exportAnswerSchema);
      if (!lastRun) return undefined;
      note(progressText(lastRun));
      if (lastRun.status === "Done") return requestId;
      if (lastRun.status === "Failed" || lastRun.status === "Stopped") throw new StopWaiting(endedBadly(lastRun));
      return undefined;
    },
    patienceMs,
  );
}

function progressText({ waiting, expectedRecords, totals }: RunAnswer): string {
  if (waiting) return waiting;
  if (expectedRecords === null) return "planning";
  return `${totals.records.toLocaleString("en")} of ${expectedRecords.toLocaleString("en")} records`;
}

function endedBadly({ requestId, status, error }: RunAnswer): Error {
  return new Error(`Export ${requestId} ended as ${status}: ${error?.message ?? "no reason given"}`);
}
