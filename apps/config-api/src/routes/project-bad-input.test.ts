import { problemSchema, projectAnswerSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../api-for-tests.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test.each([
  ["/timeZone", { timeZone: "Mars/Olympus" }, "is not an IANA time zone such as Europe/Paris"],
  ["/timeZone", { timeZone: "+05:30" }, "is not an IANA time zone such as Europe/Paris"],
  ["/timeZone", { timeZone: "" }, "is not an IANA time zone such as Europe/Paris"],
  ["/timeZone", { timeZone: 7 }, "must be a text"],
  ["/region", { region: "MOON" }, 'must be one of "EU", "IN", "US", "SG", "SK"'],
  ["/lookbackDays", { lookbackDays: 0 }, "must be at least 1"],
  ["/lookbackDays", { lookbackDays: 3_651 }, "must be at most 3650"],
  ["/lookbackDays", { lookbackDays: 1.5 }, "must be a whole number"],
  ["/lookbackDays", { lookbackDays: "60" }, "must be a number"],
  ["/name", { name: "" }, "must not be empty"],
  ["/name", { name: "x".repeat(201) }, "must be at most 200 characters long"],
  ["/name", { name: "two\nlines" }, "must not have control characters or line breaks"],
  ["/id", { id: "2" }, "is not a field that this request takes; /docs lists them"],
])("a project with a mistake in %s, %j, is refused and stays as it was", async (pointer, change, message) => {
  const before = (await api.ask("GET", "/v1/project")).parsed(projectAnswerSchema);
  const answer = await api.ask("PATCH", "/v1/project", { lookbackDays: 30, ...change });
  expect(answer.status).toBe(422);
  expect(answer.parsed(problemSchema).errors).toEqual([{ pointer, in: "body", message }]);
  expect((await api.ask("GET", "/v1/project")).json).toEqual(before);
});
