import { type TestCustomer, type TestStack, testCustomer, testStack } from "@sluice/test-kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { visit } from "../test-support/visitor.ts";
import { openBrowser } from "./open-browser.ts";

let stack: TestStack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([testStack({ withDashboard: true }), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.[Symbol.asyncDispose]();
});

const hourMs = 3_600_000;

async function customerWithEvents(): Promise<TestCustomer> {
  const customer = await testCustomer(stack);
  const ts = Date.now() - hourMs;
  const lines = Array.from({ length: 40 }, (_, number) =>
    JSON.stringify({
      type: "event",
      eventName: number % 2 ? "Charged" : "App Launched",
      ts,
      profile: { identity: "ada" },
    }),
  );
  await customer.load(lines);
  return customer;
}

/** Fills in the three steps for a store that speaks S3, up to the keys. */
async function setUp(page: Page, { target }: TestCustomer["bucket"], name: string): Promise<void> {
  await page.getByRole("link", { name: "Connect a bucket" }).first().click();
  await page.getByRole("radio", { name: "An S3-compatible store" }).press("Space");
  await page.getByLabel("Endpoint").fill(target.endpoint ?? "");
  await page.getByLabel("Bucket name").fill(target.bucket);
  await page.getByLabel("Name of the region").fill(target.region);
  await page.getByRole("button", { name: "Next: grant access" }).click();
  await page.getByText("s3:PutObject").first().waitFor();
  await page.getByRole("button", { name: "Next: enter the keys" }).click();
  await page.getByLabel("Name of the connection").fill(name);
}

test("somebody connects a bucket with a wrong key, reads the cure, and has every format delivered without reloading", async () => {
  const customer = await customerWithEvents();
  const { credentials } = customer.bucket;
  await using visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  const { page } = visitor;
  const loads: string[] = [];
  page.on("load", () => loads.push(page.url()));
  await page.getByRole("link", { name: "Connections" }).click();
  await setUp(page, customer.bucket, "Warehouse");

  await page.getByLabel("Access key id").fill(credentials.accessKeyId);
  await page.getByLabel("Secret access key").fill("w".repeat(40));
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await page.getByText("connection.bad_credentials").first().waitFor();
  await page
    .getByText(/secret access key/i)
    .first()
    .waitFor();
  expect(page.url()).not.toContain("w".repeat(40));
  await page.getByLabel("Secret access key").fill(credentials.secretAccessKey);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await page.getByRole("button", { name: "Save the connection" }).click();
  await page.getByRole("heading", { level: 1, name: "Warehouse" }).waitFor();

  for (const format of ["JSON", "XML", "CSV", "Parquet"]) {
    await page.getByRole("link", { name: "Connections" }).first().click();
    await page.getByRole("link", { name: "Warehouse" }).click();
    await page.getByRole("link", { name: "Create an export" }).first().click();
    const form = page.getByRole("dialog", { name: "Create export" });
    await form.getByRole("radio", { name: "Everything there is" }).press("Space");
    await form.getByRole("radio", { name: format }).press("Space");
    await form.getByText(/^40 records/).waitFor();
    await form.getByRole("button", { name: "Create export" }).click();
    await page.waitForURL(/\/exports\/\d+/);
    await page.locator("header").getByText("Done", { exact: true }).first().waitFor();
    await page.getByRole("tab", { name: "Objects" }).click();
    await page
      .getByText(/-Charged-\d{8}-0-0\./)
      .first()
      .waitFor();
    expect(loads).toEqual([]);
  }
  const shown = await page.locator("body").textContent();
  expect(shown).not.toContain(credentials.secretAccessKey);
  await page.getByRole("link", { name: "Exports", exact: true }).first().click();
  await expect.poll(() => page.getByRole("row").filter({ hasText: "Done" }).count()).toBe(4);
  expect(await customer.storedKeys()).toHaveLength(4 * 3 + 1);
  expect(visitor.complaints).toEqual([]);
});
