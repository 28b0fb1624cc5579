import { failRun, finishRun, getRun, markRunRunning, openNextRun } from "@sluice/config-store";
import {
  createdExportAnswerSchema,
  exportAnswerSchema,
  problemSchema,
  type RunId,
  runAnswerSchema,
  windowsAnswerSchema,
} from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nowMs, type TestApi, testApi } from "../../test-support/api.ts";
import { newConnection } from "../../test-support/requests.ts";

let api: TestApi;
let connectionId: string;
beforeAll(async () => {
  api = await testApi();
  connectionId = (await newConnection(api)).id;
});
afterAll(() => api[Symbol.asyncDispose]());

const hour = 3_600_000;
const failure = { code: "connection.access_denied", message: "The bucket refused PutObject.", retryable: false };
const delivered = { manifestKey: "m.manifest.json", manifestText: "{}", totals: { records: 0, objects: 0, bytes: 0 } };

interface OpenedRun {
  readonly requestId: number;
  readonly runId: RunId;
  readonly path: string;
  readonly retryPath: string;
}

/** The run of the first window, in progress, at a time when the second window could be opened too. */
async function openedRun(change: object = {}): Promise<OpenedRun> {
  const startFrom = new Date(nowMs - 10 * hour).toISOString();
  const recurring = { type: "allEvents", format: "csv", frequency: "recurring", everyHours: 4, startFrom };
  const made = await api.ask("POST", "/v1/exports", { ...recurring, connectionId, ...change });
  const { requestId } = made.parsed(createdExportAnswerSchema);
  const due = await openNextRun(api.store, requestId, nowMs);
  if (!due) throw new Error("no window is due");
  await markRunRunning(api.store, due.runId, due.execution);
  const path = `/v1/exports/${requestId}`;
  const { runTimestamp } = await getRun(api.store, due.runId);
  return { requestId, runId: due.runId, path, retryPath: `${path}/runs/${runTimestamp}/retry` };
}

async function failedRun(change: object = {}): Promise<OpenedRun> {
  const run = await openedRun(change);
  await failRun(api.store, run.runId, failure, { nowMs });
  return run;
}

async function exportOf({ path }: OpenedRun) {
  return (await api.ask("GET", path)).parsed(exportAnswerSchema);
}

/** The ledger's windows, oldest first, and whether each begins where the one before it ends. */
async function ledgerOf({ path }: OpenedRun) {
  const items = (await api.ask("GET", `${path}/windows`)).parsed(windowsAnswerSchema).items.toReversed();
  const meets = items.map(({ window }, index) => index === 0 || window.from === items[index - 1]?.window.to);
  return { states: items.map(({ state }) => state), isChain: !meets.includes(false) };
}

async function refusal(asked: ReturnType<TestApi["ask"]>) {
  const answer = await asked;
  return [answer.status, answer.parsed(problemSchema).code];
}

describe("a failed run of a recurring export", () => {
  test("is retried by hand over the same window, and later windows wait for it", async () => {
    const run = await failedRun();
    const { window } = (await exportOf(run)).lastRun ?? {};
    const retried = await api.ask("POST", run.retryPath);
    expect(retried.status).toBe(202);
    expect(retried.parsed(runAnswerSchema)).toMatchObject({ status: "Pending", error: null, window });
    expect(await openNextRun(api.store, run.requestId, nowMs)).toMatchObject({ runId: run.runId, execution: 2 });
    await finishRun(api.store, run.runId, delivered, { nowMs });
    const next = await openNextRun(api.store, run.requestId, nowMs);
    expect(next?.runId).not.toBe(run.runId);
    expect(await ledgerOf(run)).toEqual({ states: ["done", "pending"], isChain: true });
  });

  test("goes on once, however many retry it at once, the schedule among them", async () => {
    const run = await failedRun();
    const dueMs = nowMs + 24 * hour;
    const [scheduled, ...answers] = await Promise.all([
      openNextRun(api.store, run.requestId, dueMs),
      ...Array.from({ length: 5 }, () => api.ask("POST", run.retryPath)),
    ]);
    expect(scheduled).toMatchObject({ runId: run.runId, execution: 2 });
    expect((await getRun(api.store, run.runId)).execution).toBe(2);
    const accepted = answers.filter(({ status }) => status === 202);
    expect(accepted.length).toBeLessThanOrEqual(1);
    for (const answer of answers.filter(({ status }) => status !== 202)) {
      expect([answer.status, answer.parsed(problemSchema).code]).toEqual([409, "run.not_retryable"]);
    }
  });

  test("that was left out by a resume from now is not retried", async () => {
    const run = await failedRun();
    await api.ask("POST", `${run.path}/stop`);
    expect((await api.ask("POST", `${run.path}/resume`, { from: "now" })).status).toBe(200);
    expect(await refusal(api.ask("POST", run.retryPath))).toEqual([409, "run.window_skipped"]);
  });

  test("is not retried without its connection", async () => {
    const { id } = await newConnection(api, { name: "Deleted" });
    const run = await failedRun({ connectionId: id });
    await api.ask("POST", `${run.path}/stop`);
    expect((await api.ask("DELETE", `/v1/connections/${id}`)).status).toBe(204);
    expect(await refusal(api.ask("POST", run.retryPath))).toEqual([404, "connection.not_found"]);
    await api.ask("PATCH", run.path, { connectionId });
    expect((await api.ask("POST", run.retryPath)).status).toBe(202);
  });
});

describe("a stopped export", () => {
  test("has its last run retried by hand, and stays stopped", async () => {
    const run = await failedRun();
    await api.ask("POST", `${run.path}/stop`);
    expect((await api.ask("POST", run.retryPath)).status).toBe(202);
    await markRunRunning(api.store, run.runId, 2);
    expect(await exportOf(run)).toMatchObject({ status: "Running", nextRunAt: null, stopped: { reason: null } });
    await finishRun(api.store, run.runId, delivered, { nowMs });
    expect(await exportOf(run)).toMatchObject({ status: "Stopped", nextRunAt: null, stopped: { reason: null } });
    expect(await openNextRun(api.store, run.requestId, nowMs)).toBeNull();
    await api.ask("POST", `${run.path}/resume`, { from: "lastRun" });
    expect(await openNextRun(api.store, run.requestId, nowMs)).not.toBeNull();
    expect(await ledgerOf(run)).toEqual({ states: ["done", "pending"], isChain: true });
  });

  test("has a run that was retried by hand stopped, once", async () => {
    const run = await failedRun();
    await api.ask("POST", `${run.path}/stop`);
    await api.ask("POST", run.retryPath);
    const stopped = await api.ask("POST", `${run.path}/stop`);
    expect(stopped.status).toBe(202);
    expect(stopped.parsed(exportAnswerSchema)).toMatchObject({ status: "Stopped", lastRun: { status: "Stopped" } });
    expect(await refusal(api.ask("POST", `${run.path}/stop`))).toEqual([409, "export.already_stopped"]);
  });

  test("whose run is still ending is not stopped again", async () => {
    const run = await openedRun();
    expect((await api.ask("POST", `${run.path}/stop`)).status).toBe(202);
    expect(await exportOf(run)).toMatchObject({ status: "Running", lastRun: { status: "Running" } });
    expect(await refusal(api.ask("POST", `${run.path}/stop`))).toEqual([409, "export.already_stopped"]);
    expect(await refusal(api.ask("POST", `${run.path}/resume`, { from: "now" }))).toEqual([
      409,
      "export.still_stopping",
    ]);
  });

  test("that stopped itself says why, even when a retry by hand is stopped", async () => {
    const run = await openedRun();
    for (let execution = 1; (await exportOf(run)).stopped === null; execution++) {
      await failRun(api.store, run.runId, failure, { nowMs: nowMs + execution * 25 * hour });
      await openNextRun(api.store, run.requestId, nowMs + (execution + 1) * 25 * hour);
    }
    await api.ask("POST", run.retryPath);
    await api.ask("POST", `${run.path}/stop`);
    expect((await exportOf(run)).stopped).toMatchObject({ reason: { code: "export.kept_failing" } });
  });
});
