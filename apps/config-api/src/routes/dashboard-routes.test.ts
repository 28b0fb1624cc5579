import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { problemSchema } from "@sluice/types";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApi, testApi } from "../../test-support/api.ts";

let api: TestApi;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sluice-page-"));
  const page = join(folder, "page");
  await mkdir(join(page, "assets"), { recursive: true });
  await writeFile(join(folder, "secret.js"), "secret");
  await writeFile(join(page, "index.html"), "<!doctype html><title>the page</title>");
  await writeFile(join(page, "favicon.svg"), "<svg/>");
  await writeFile(join(page, "assets", "index-1.js"), "1;");
  await writeFile(join(page, "assets", "index-1.css"), "a{}");
  await writeFile(join(page, "notes.txt"), "not for serving");
  api = await testApi({ dashboard: page });
});
afterAll(async () => {
  await api?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const get = (path: string) => api.ask("GET", path, undefined, { token: null });

test("every screen's address answers with the page, under a policy that lets nothing else in", async () => {
  for (const path of ["/", "/sign-in", "/connect", "/p/100000001", "/p/100000001/exports/5", "/p/x/settings"]) {
    const { status, text, headers } = await get(path);
    expect([path, status, text]).toEqual([path, 200, "<!doctype html><title>the page</title>"]);
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(headers.get("cache-control")).toBe("no-cache");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
        "worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  }
});

test("its files are kept for good, as their names change with what is in them", async () => {
  for (const [path, type] of [
    ["/assets/index-1.js", "text/javascript; charset=utf-8"],
    ["/assets/index-1.css", "text/css; charset=utf-8"],
  ]) {
    const { status, headers } = await get(path ?? "");
    expect([status, headers.get("content-type")]).toEqual([200, type]);
    expect(headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
  }
});

test("no address leads out of the page's folder, and none to what is no part of the page", async () => {
  const others = [
    "/assets/nothing.js",
    "/assets/..%2f..%2fsecret.js",
    "/assets/../../secret.js",
    "/assets/%2e%2e/secret.js",
    "/notes.txt",
    "/index.html",
    "/p",
    "/nothing",
  ];
  for (const path of others) {
    const answer = await get(path);
    expect([path, answer.status, answer.parsed(problemSchema).code]).toEqual([path, 404, "request.unknown_path"]);
  }
});

test("an API without a page leads to its reference", async () => {
  await using bare = await testApi();
  const { status, headers } = await bare.ask("GET", "/", undefined, { token: null });
  expect([status, headers.get("location")]).toEqual([302, "/docs"]);
  expect((await bare.ask("GET", "/sign-in", undefined, { token: null })).status).toBe(404);
});
