import { connectionAnswerSchema, problemSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { nowMs, type TestApi, testApi } from "../../test-support/api.ts";
import { exportRequest, newConnection } from "../../test-support/requests.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api[Symbol.asyncDispose]());

const dayMs = 24 * 3_600_000;

test("the advice on a bucket's region follows the bucket and the project, and holds nothing up", async () => {
  const { id, warnings } = await newConnection(api, { name: "Advised", region: "eu-west-1" });
  expect(warnings).toEqual([]);
  const path = `/v1/connections/${id}`;
  const advice = async (method: string, body?: object) => {
    const { warnings } = (await api.ask(method, path, body)).parsed(connectionAnswerSchema);
    return warnings.map(({ code, message }) => [code, message]);
  };
  const should = (place: string) => [["connection.region_differs", expect.stringContaining(place)]];
  expect(await advice("PATCH", { region: "us-west-2" })).toEqual(should("eu-west-1 (Ireland)"));
  await api.ask("PATCH", "/v1/project", { region: "US" });
  expect(await advice("GET")).toEqual([]);
  await api.ask("PATCH", "/v1/project", { region: "SK" });
  expect(await advice("GET")).toEqual(should("ap-northeast-2 (Seoul)"));
  expect(await advice("PATCH", { region: "ap-northeast-2" })).toEqual([]);
});

test("the look-back is how far a one-time and a recurring export reach back, from its next change on", async () => {
  const { id: connectionId } = await newConnection(api, { name: "Look-back" });
  const daysAgo = (days: number) => new Date(nowMs - days * dayMs).toISOString();
  const { from: _from, to: _to, ...recurring } = { ...exportRequest, connectionId };
  const oneTime = (days: number) => ({ ...recurring, from: daysAgo(days), to: daysAgo(0) });
  const repeated = (days: number) => ({
    ...recurring,
    frequency: "recurring",
    everyHours: 4,
    startFrom: daysAgo(days),
  });
  const answerTo = async (request: object) => {
    const answer = await api.ask("POST", "/v1/exports", request);
    return answer.status === 201 ? "accepted" : answer.parsed(problemSchema).detail;
  };
  for (const lookbackDays of [10, 90]) {
    await api.ask("PATCH", "/v1/project", { lookbackDays });
    for (const request of [oneTime, repeated]) {
      expect(await answerTo(request(lookbackDays))).toBe("accepted");
      expect(await answerTo(request(lookbackDays + 1))).toContain(`is more than ${lookbackDays} days ago`);
    }
  }
});
