import {
  createdExportAnswerSchema,
  exportAnswerSchema,
  type Format,
  type NewExportRequest,
  type RunAnswer,
} from "@sluice/types";
import { StopWaiting, waitUntil } from "../processes/wait-until.ts";
import type { ApiClient } from "./call-api.ts";

const dayMs = 86_400_000;
const patienceMs = 10 * 60_000;

/** Exports everything in one format and follows it to its end; throws if it does not end well. */
export async function runExport(
  api: ApiClient,
  connectionId: string,
  format: Format,
  note: (text: string) => void,
): Promise<RunAnswer> {
  const nowMs = Date.now();
  const request: NewExportRequest = {
    name: `Demo ${format}`,
    type: "allEvents",
    format,
    connectionId,
    from: new Date(nowMs - 59 * dayMs).toISOString(),
    to: new Date(nowMs + dayMs).toISOString(),
  };
  const { requestId } = await api.post("/v1/exports", request, createdExportAnswerSchema);
  return waitUntil(
    `export ${requestId} to end`,
    async () => {
      const { lastRun } = await api.get(`/v1/exports/${requestId}`, exportAnswerSchema);
      if (!lastRun) return undefined;
      note(progressText(lastRun));
      if (lastRun.status === "Done") return lastRun;
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
