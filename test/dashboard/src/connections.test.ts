import { type TestStack, testCustomer, testStack } from "@sluice/test-kit";
import { projectAnswerSchema } from "@sluice/types";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { settle } from "../test-support/screens.ts";
import { tokenOf } from "../test-support/token-of.ts";
import { visit } from "../test-support/visitor.ts";
import { openBrowser } from "./open-browser.ts";

let stack: TestStack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([
    testStack({ withDashboard: true, encoders: { xml: 0, csv: 0, json: 0, parquet: 0 } }),
    openBrowser(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.[Symbol.asyncDispose]();
});

const check = (page: Page, action: string) => page.getByRole("listitem").filter({ hasText: action });

async function enterKeys(page: Page, accessKeyId: string, secretAccessKey: string): Promise<void> {
  await page.getByLabel("Access key id").fill(accessKeyId);
  await page.getByLabel("Secret access key").fill(secretAccessKey);
}

test("a wrong secret is told with its cure, the right one ticks both actions, and what was tested is saved", async () => {
  const customer = await testCustomer(stack, { prefix: "in/" });
  const { target, credentials } = customer.bucket;
  await using visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  const { page } = visitor;
  await page.goto(`/p/${customer.project}/connections`);
  await page.getByRole("link", { name: "+ Connect a bucket" }).click();
  await page.getByRole("radio", { name: "An S3-compatible store" }).check({ force: true });
  await page.getByLabel("Endpoint").fill(target.endpoint ?? "");
  await page.getByLabel("Bucket name").fill("No_Bucket");
  await page.getByText('"No_Bucket" is no S3 bucket name').waitFor();
  await page.getByLabel("Bucket name").fill(target.bucket);
  await page.getByLabel("Name of the region").fill(target.region);
  await page.getByLabel("Prefix").fill(target.prefix);
  await page.getByRole("button", { name: "Next: grant access" }).click();
  await page.getByText(`"arn:aws:s3:::${target.bucket}/${target.prefix}*"`).waitFor();
  expect(await page.evaluate("document.activeElement.textContent")).toBe("2Grant access");
  // Left and opened again it goes on where it was.
  await page.reload();
  await page.getByRole("button", { name: "Next: enter the keys" }).click();

  await enterKeys(page, credentials.accessKeyId, "not-the-secret-at-all");
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await check(page, "ListBucket").getByText("connection.bad_credentials").waitFor();
  await check(page, "PutObject").getByText("connection.bad_credentials").waitFor();
  const found = await customer.call("GET", "/v1/connections");
  expect(found.body).toMatchObject({ items: [{ name: "bucket" }] });

  await enterKeys(page, credentials.accessKeyId, ` ${credentials.secretAccessKey}\n`);
  await page.getByLabel("Name of the connection").fill("Warehouse");
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await check(page, "ListBucket").getByText("works", { exact: true }).waitFor();
  await check(page, "PutObject").getByText("works", { exact: true }).waitFor();
  expect(page.url()).not.toContain(credentials.accessKeyId);
  const kept = await page.evaluate("JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])");
  expect(kept).not.toContain(credentials.secretAccessKey);
  await page.getByRole("button", { name: "Save the connection" }).click();
  await page.getByRole("heading", { level: 1, name: "Warehouse" }).waitFor();
  await page.getByText("The connection is saved").waitFor();
  await page.getByRole("link", { name: "Create an export" }).click();
  await page.waitForURL(/exports\/new\?connectionId=/);
  expect(visitor.complaints).toEqual([]);
});

test("new keys are taken only if they work; a connection is renamed and deleted", async () => {
  const customer = await testCustomer(stack);
  const { project, connectionId } = customer;
  const other = await stack.customerBucket("");
  await using visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  const { page } = visitor;
  await page.goto(`/p/${project}/connections/${connectionId}`);
  await page.getByRole("button", { name: "Test now" }).click();
  await check(page, "PutObject").getByText("works", { exact: true }).waitFor();

  await page.getByRole("button", { name: "Replace keys" }).click();
  const dialog = page.getByRole("dialog");
  await enterKeys(page, other.credentials.accessKeyId, other.credentials.secretAccessKey);
  await dialog.getByRole("button", { name: "Test, then replace" }).click();
  await dialog.getByText("The new keys were not taken").waitFor();
  await dialog.getByText("connection.access_denied").first().waitFor();
  const kept = await customer.call("GET", `/v1/connections/${connectionId}`);
  expect(kept.body).toMatchObject({ credentialVersion: 1 });

  const { credentials } = customer.bucket;
  await enterKeys(page, credentials.accessKeyId, credentials.secretAccessKey);
  await dialog.getByRole("button", { name: "Test, then replace" }).click();
  await dialog.getByText("in use as version 2").waitFor();
  await page.keyboard.press("Escape");
  const replaced = await customer.call("GET", `/v1/connections/${connectionId}`);
  expect(replaced.body).toMatchObject({ credentialVersion: 2 });

  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Name of the connection").fill("Lake");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("heading", { level: 1, name: "Lake" }).waitFor();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete the connection" }).click();
  await page.getByRole("heading", { level: 2, name: "No bucket is connected yet" }).waitFor();
  expect(visitor.complaints).toEqual([]);
});

test("whoever gets the link sees the first two steps without signing in, and the page asks nothing", async () => {
  const customer = await testCustomer(stack);
  await using visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  const { page } = visitor;
  await page.goto(`/p/${customer.project}/connections/new?step=2&bucket=acme-exports&region=eu-west-1&access=role`);
  await settle(page);
  const link = await page.getByText(/\/connect\?/).textContent();
  await using other = await visit(browser, stack.apiUrl);
  const asked: string[] = [];
  other.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await other.page.goto(link ?? "");
  await other.page.getByRole("button", { name: "Next: grant access" }).click();
  const { externalId } = projectAnswerSchema.parse((await customer.call("GET", "/v1/project")).body);
  await other.page.getByText(externalId).first().waitFor();
  expect(await other.page.getByText("Enter the keys and test").count()).toBe(0);
  expect(asked.filter((path) => /^\/(v1|session)/.test(path))).toEqual([]);
  expect([...visitor.complaints, ...other.complaints]).toEqual([]);
});

test("a viewer sees the connections and no button that changes one", async () => {
  const customer = await testCustomer(stack);
  await using visitor = await visit(browser, stack.apiUrl, { token: await tokenOf(customer, "viewer") });
  const { page } = visitor;
  await page.goto(`/p/${customer.project}/connections/${customer.connectionId}`);
  await page.getByRole("heading", { level: 1, name: "bucket" }).waitFor();
  for (const name of ["Test now", "Replace keys", "Edit", "Delete"]) {
    expect(await page.getByRole("button", { name }).count(), name).toBe(0);
  }
  await page.goto(`/p/${customer.project}/connections/new`);
  await page.getByRole("heading", { level: 1, name: "Connections" }).waitFor();
  expect(await page.getByRole("link", { name: "+ Connect a bucket" }).count()).toBe(0);
  expect(visitor.complaints).toEqual([]);
});
