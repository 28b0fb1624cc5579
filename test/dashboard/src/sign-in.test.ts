import { signInLink } from "@sluice/local";
import { type TestStack, testCustomer, testStack } from "@sluice/test-kit";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { settle } from "../test-support/screens.ts";
import { tokenOf } from "../test-support/token-of.ts";
import { visit } from "../test-support/visitor.ts";
import { openBrowser } from "./open-browser.ts";

let stack: TestStack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([
    testStack({ withDashboard: true, encoders: { xml: 0, csv: 0 } }),
    openBrowser(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.[Symbol.asyncDispose]();
});

test("a link signs in once, and neither the address nor the browser keeps what is in it", async () => {
  const customer = await testCustomer(stack);
  const link = await signInLink(stack.apiUrl, customer.token);
  const code = new URL(link).hash.slice(1);
  await using visitor = await visit(browser, stack.apiUrl);
  const { page, context } = visitor;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(link);
  await page.getByRole("heading", { level: 1, name: "Exports" }).waitFor();

  expect(page.url()).toBe(`${stack.apiUrl}/p/${customer.project}/exports`);
  expect(asked.filter((url) => url.includes(code) || url.includes(customer.token))).toEqual([]);
  const kept = await page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])");
  expect(kept).toBe(JSON.stringify([{}, {}, ""]));
  expect(await context.cookies()).toMatchObject([{ httpOnly: true, sameSite: "Strict", path: "/" }]);
  await page.goBack().catch(() => null);
  expect(page.url()).not.toContain(code);

  await using second = await visit(browser, stack.apiUrl);
  await second.page.goto(link);
  await second.page.getByText("auth.sign_in_link_spent").waitFor();
  expect([...visitor.complaints, ...second.complaints]).toEqual([]);
});

test("a token signs in; a wrong one is refused beside the field, in words", async () => {
  const customer = await testCustomer(stack);
  await using visitor = await visit(browser, stack.apiUrl);
  const { page } = visitor;
  await page.goto("/");
  await page.waitForURL("**/sign-in");
  const field = page.getByLabel("API token");
  await field.fill("sluice_nothing");
  await page.keyboard.press("Enter");
  await page.getByText("auth.invalid_token").waitFor();
  await field.fill(customer.token);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "Exports" }).waitFor();
  expect(visitor.complaints).toEqual([]);
});

test("whoever signs out in one tab is out in all of them, and the way back shows nothing", async () => {
  const customer = await testCustomer(stack);
  await using visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  const { page, context } = visitor;
  const other = await context.newPage();
  await other.goto(`/p/${customer.project}/connections`);
  await other.getByRole("heading", { level: 1, name: "Connections" }).waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await Promise.all([page.waitForURL("**/sign-in"), other.waitForURL("**/sign-in")]);
  await other.goto(`/p/${customer.project}/connections`);
  await other.waitForURL("**/sign-in");
  expect(visitor.complaints).toEqual([]);
});

test("a project that one is not signed in to shows nothing of itself on any screen", async () => {
  const [mine, theirs] = [await testCustomer(stack), await testCustomer(stack)];
  const requestId = await theirs.export({});
  await using visitor = await visit(browser, stack.apiUrl, { token: mine.token });
  const { page } = visitor;
  const screens = [
    "exports",
    "exports/new",
    `exports/${requestId}`,
    "connections",
    "connections/new",
    `connections/${theirs.connectionId}`,
    "settings",
    "settings?tab=tokens",
    "settings?tab=webhooks",
    "verify",
  ];
  for (const screen of screens) {
    await page.goto(`/p/${theirs.project}/${screen}`);
    await page.waitForURL("**/sign-in");
  }
  // What is theirs, asked for in the name of one's own.
  for (const screen of [`exports/${requestId}`, `connections/${theirs.connectionId}`]) {
    await page.goto(`/p/${mine.project}/${screen}`);
    await settle(page);
    const text = await page.locator("#content").textContent();
    expect(text).not.toContain(theirs.bucket.target.bucket);
    expect(text).not.toContain(theirs.project);
  }

  await page.goto("/sign-in");
  await page.getByLabel("API token").fill(theirs.token);
  await page.keyboard.press("Enter");
  await page.waitForURL(`**/p/${theirs.project}/exports`);
  await page.getByLabel("Project").selectOption(mine.project);
  await page.waitForURL(`**/p/${mine.project}/exports`);
  await page.getByRole("heading", { level: 1, name: "Exports" }).waitFor();
  expect(visitor.complaints).toEqual([]);
});

test("a viewer sees the screens and no button that would be refused", async () => {
  const customer = await testCustomer(stack);
  const requestId = await customer.export({});
  await customer.endedRun(requestId);
  await using visitor = await visit(browser, stack.apiUrl, { token: await tokenOf(customer, "viewer") });
  const { page } = visitor;
  const refused: string[] = [];
  page.on(
    "response",
    (response) =>
      response.status() >= 400 && refused.push(`${response.status()} ${response.request().method()} ${response.url()}`),
  );
  const changing =
    /\b(create|connect a bucket|retry|stop|resume|edit|duplicate|archive|replace|revoke|delete|save|test)\b/i;
  const screens = [
    "exports",
    `exports/${requestId}`,
    "connections",
    `connections/${customer.connectionId}`,
    "settings",
    "settings?tab=tokens",
    "settings?tab=webhooks",
  ];
  for (const screen of screens) {
    await page.goto(`/p/${customer.project}/${screen}`);
    await settle(page);
    expect(await page.getByRole("button", { name: changing }).allInnerTexts(), screen).toEqual([]);
    expect(await page.getByRole("link", { name: /create|connect a bucket/i }).allInnerTexts(), screen).toEqual([]);
  }
  expect(refused).toEqual([]);
  expect(visitor.complaints).toEqual([]);
});

test("nothing frames the page, and nothing in its text runs", async () => {
  const answer = await fetch(stack.apiUrl);
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe|data:|https?:/);
  const html = await answer.text();
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=/);
});
