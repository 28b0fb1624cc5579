import { problemSchema } from "@sluice/types";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";

const perToken = 6;
let api: TestApi;
beforeAll(async () => {
  api = await testApi({ requestLimits: { perToken, wrongTokens: 3, proxies: 1 } });
});
afterAll(() => api[Symbol.asyncDispose]());

const from = (address: string) => ({ headers: { "x-forwarded-for": address } });
const guess = (address: string, token = "sluice_wrong") =>
  api.ask("GET", "/v1/project", undefined, { ...from(address), token });

describe("a token", () => {
  test("has so many requests in a minute, is told how many are left, and when there will be more", async () => {
    for (const left of [5, 4, 3, 2, 1, 0]) {
      const answer = await api.ask("GET", "/v1/project");
      expect(answer.status).toBe(200);
      expect(answer.headers.get("ratelimit-limit")).toBe(String(perToken));
      expect(answer.headers.get("ratelimit-remaining")).toBe(String(left));
    }
    const refused = await api.ask("POST", "/v1/connections", {});
    expect(refused.status).toBe(429);
    expect(refused.parsed(problemSchema)).toMatchObject({ code: "request.rate_limited" });
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(refused.headers.get("ratelimit-remaining")).toBe("0");
  });

  test("takes nothing from another one", async () => {
    expect((await api.ask("GET", "/v1/project", undefined, { token: api.stranger })).status).toBe(200);
  });
});

describe("an address that sends wrong tokens", () => {
  test("is slowed down, also for tokens it has not tried yet, and no other address is", async () => {
    for (const token of ["a", "b", "c"]) expect((await guess("192.0.2.1", token)).status).toBe(401);
    const refused = await guess("192.0.2.1", "d");
    expect(refused.status).toBe(429);
    expect(refused.parsed(problemSchema).code).toBe("auth.too_many_wrong_tokens");
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await guess("192.0.2.2", "d")).status).toBe(401);
  });

  test("can't find a right one then, but who was let in already stays in", async () => {
    await Promise.all(Array.from({ length: 3 }, () => guess("192.0.2.3")));
    expect((await guess("192.0.2.3", api.viewer)).status).toBe(429);
    expect((await guess("192.0.2.4", api.viewer)).status).toBe(200);
    expect((await guess("192.0.2.3", api.viewer)).status).toBe(200);
  });

  test("is the one that the proxy saw, whatever else the header says", async () => {
    for (const forged of ["10.0.0.1", "10.0.0.2", "10.0.0.3"]) await guess(`${forged}, 192.0.2.5`);
    expect((await guess("192.0.2.5")).status).toBe(429);
    expect((await guess("10.0.0.1")).status).toBe(401);
  });

  test("counts as its whole /64 where it is IPv6", async () => {
    for (const host of ["1", "2:3", "4:5:6"]) await guess(`2001:db8:1:2::${host}`);
    expect((await guess("2001:db8:1:2::9")).status).toBe(429);
    expect((await guess("2001:db8:1:3::9")).status).toBe(401);
  });
});

test("without a proxy the connection's own address counts", async () => {
  await using plain = await testApi({ requestLimits: { perToken: 0, wrongTokens: 1, proxies: 0 } });
  const ask = (remoteAddress: string, forwarded: string) =>
    plain.app.request(
      "/v1/project",
      { headers: { authorization: "Bearer sluice_wrong", "x-forwarded-for": forwarded } },
      { incoming: { socket: { remoteAddress } } },
    );
  expect((await ask("::ffff:127.0.0.2", "192.0.2.1")).status).toBe(401);
  expect((await ask("127.0.0.2", "192.0.2.2")).status).toBe(429);
  const unlimited = await plain.ask("GET", "/v1/project");
  expect(unlimited.headers.get("ratelimit-limit")).toBe(null);
});
