import { finishRun, forgetOld, markRunRunning } from "@sluice/config-store";
import { exportAnswerSchema, exportsAnswerSchema, problemSchema, runAnswerSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";
import { newConnection, newExport } from "../../test-support/requests.ts";

let api: TestApi;
let connectionId: string;
beforeAll(async () => {
  api = await testApi();
  connectionId = (await newConnection(api)).id;
});
afterAll(() => api[Symbol.asyncDispose]());

async function doneExport() {
  const { requestId } = await newExport(api, { connectionId });
  const runId = `${requestId}-${requestId}`;
  await markRunRunning(api.store, runId, 1);
  const totals = { records: 0, objects: 0, bytes: 0 };
  await finishRun(api.store, runId, { manifestKey: "exports/m.json", manifestText: '{"version": 1}', totals });
  return { requestId, path: `/v1/exports/${requestId}` };
}

test("the log leaves archived exports out unless it is asked for them, and counts what it shows", async () => {
  const [archived, shown] = [await doneExport(), await doneExport()];
  const answer = await api.ask("POST", `${archived.path}/archive`);
  expect(answer.parsed(exportAnswerSchema).archivedAt).not.toBeNull();
  const listed = async (query: string) => {
    const { items, totals } = (await api.ask("GET", `/v1/exports${query}`)).parsed(exportsAnswerSchema);
    return [items.map(({ requestId }) => requestId).toSorted(), totals.exports];
  };
  const [a, s] = [archived.requestId, shown.requestId];
  expect(await listed("")).toEqual([[s], 1]);
  expect(await listed("?archived=only")).toEqual([[a], 1]);
  expect(await listed("?archived=include")).toEqual([[a, s].toSorted(), 2]);
  expect((await api.ask("GET", archived.path)).status).toBe(200);
  const back = await api.ask("POST", `${archived.path}/unarchive`);
  expect(back.parsed(exportAnswerSchema).archivedAt).toBeNull();
  expect(await listed("")).toEqual([[a, s].toSorted(), 2]);
});

test("what goes on is not archived, and nobody archives what is not theirs", async () => {
  const { requestId } = await newExport(api, { connectionId });
  const going = await api.ask("POST", `/v1/exports/${requestId}/archive`);
  expect([going.status, going.parsed(problemSchema).code]).toEqual([409, "export.still_going"]);
  const stranger = await api.ask("POST", `/v1/exports/${requestId}/archive`, undefined, { token: api.stranger });
  expect(stranger.status).toBe(404);
  const viewer = await api.ask("POST", `/v1/exports/${requestId}/archive`, undefined, { token: api.viewer });
  expect(viewer.status).toBe(403);
});

test("of a run that ended long ago the API says where its manifest is", async () => {
  const { requestId, path } = await doneExport();
  while (await forgetOld(api.store, { beforeMs: Date.now() + 1_000, rows: 100 }));
  const run = (await api.ask("GET", `${path}/runs/${requestId}`)).parsed(runAnswerSchema);
  expect(run).toMatchObject({ status: "Done", isExpired: true, manifestKey: "exports/m.json" });
  for (const details of ["objects", "manifest"]) {
    const answer = await api.ask("GET", `${path}/${details}`);
    expect([answer.status, answer.parsed(problemSchema).code]).toEqual([410, "run.expired"]);
    expect(answer.parsed(problemSchema).detail).toContain("exports/m.json");
  }
});
