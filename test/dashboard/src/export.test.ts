import { type TestCustomer, type TestStack, testCustomer, testStack } from "@sluice/test-kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tokenOf } from "../test-support/token-of.ts";
import { visit } from "../test-support/visitor.ts";
import { openBrowser } from "./open-browser.ts";

let stack: TestStack;
let browser: Browser;
let customer: TestCustomer;

const hourMs = 3_600_000;

beforeAll(async () => {
  [stack, browser] = await Promise.all([
    testStack({ withDashboard: true, encoders: { xml: 0, csv: 0, parquet: 0 } }),
    openBrowser(),
  ]);
  customer = await testCustomer(stack);
  const event = (eventName: string) =>
    JSON.stringify({ type: "event", eventName, ts: Date.now() - hourMs, profile: { identity: "ada" } });
  await customer.load(["Charged", "Viewed"].map(event));
});

afterAll(async () => {
  await browser?.close();
  await stack?.[Symbol.asyncDispose]();
});

const pathOf = (requestId: number) => `/p/${customer.project}/exports/${requestId}`;
const actions = (page: Page) => page.getByRole("group", { name: "Actions" });
const heading = (page: Page, status: string) => page.locator("header").getByText(status, { exact: true }).first();

test("a run that failed says why, and is retried on its page until it is Done, with its objects", async () => {
  const { target, credentials } = customer.bucket;
  const wrong = { target, credentials: { ...credentials, secretAccessKey: "w".repeat(40) } };
  const connectionId = await customer.connect("wrong key", wrong);
  const requestId = await customer.export({ name: "Mended", connectionId });
  expect((await customer.endedRun(requestId)).status).toBe("Failed");
  await using visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  const { page } = visitor;
  await page.goto(pathOf(requestId));
  await page.getByRole("alert").getByText("connection.bad_credentials").waitFor();
  await page.getByText("0 of 1 window delivered, 1 failed, no gap.").waitFor();

  const { accessKeyId, secretAccessKey } = credentials;
  const change = { credentials: { accessKeyId, secretAccessKey } };
  expect((await customer.call("PATCH", `/v1/connections/${connectionId}`, change)).status).toBe(200);
  await actions(page).getByRole("button", { name: "Retry" }).press("Enter");
  await page.getByText("Tried again", { exact: true }).waitFor();
  expect((await customer.endedRun(requestId)).status).toBe("Done");
  await heading(page, "Done").waitFor();
  await page.getByText("1 of 1 window delivered, no gap.").waitFor();
  await page.getByRole("tab", { name: "Objects" }).press("Enter");
  await page.getByRole("searchbox", { name: "Search the objects" }).fill("viewed");
  await page.getByText("1 object, 1 record").waitFor();
  expect(page.url()).toContain("text=viewed");
  const [key] = (await customer.objects(requestId)).flatMap((one) => (one.eventName === "Viewed" ? one.key : []));
  await page.getByRole("button", { name: `Copy SHA-256 of ${key}` }).waitFor();
  expect(visitor.complaints).toEqual([]);
});

test("a recurring export is stopped and resumed from now, and what is left out is told from a gap", async () => {
  const startFrom = new Date(Date.now() - 50 * hourMs).toISOString();
  const requestId = await customer.export({
    name: "Nightly",
    frequency: "recurring",
    everyHours: 24,
    startFrom,
    from: undefined,
    to: undefined,
  });
  await using visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  const { page } = visitor;
  await page.goto(pathOf(requestId));
  await page.getByText("2 of 2 windows delivered, no gap.").waitFor();
  await actions(page).getByRole("button", { name: "Stop" }).press("Enter");
  await page
    .getByRole("alertdialog", { name: "Stop this export?" })
    .getByRole("button", { name: "Stop export" })
    .press("Enter");
  await page.getByRole("alertdialog").waitFor({ state: "hidden" });
  await heading(page, "Stopped").waitFor();
  await actions(page).getByRole("button", { name: "Resume" }).press("Enter");
  const dialog = page.getByRole("dialog", { name: "Resume this export" });
  await dialog.getByText("Nothing is left out.").waitFor();
  await dialog.getByRole("radio", { name: /^From now/ }).press("Space");
  await dialog.getByRole("button", { name: "Resume" }).press("Enter");
  await heading(page, "Pending").waitFor();
  await page.getByText("2 of 3 windows delivered, 1 left out on purpose, no gap.").waitFor();
  expect(visitor.complaints).toEqual([]);
});

test("a viewer sees what an export does and no button that changes it; another project's export is not there", async () => {
  const requestId = await customer.export({ name: "Looked at" });
  expect((await customer.endedRun(requestId)).status).toBe("Done");
  await using viewer = await visit(browser, stack.apiUrl, { token: await tokenOf(customer, "viewer") });
  await viewer.page.goto(pathOf(requestId));
  await viewer.page.getByText("1 of 1 window delivered, no gap.").waitFor();
  expect(await actions(viewer.page).getByRole("button").count()).toBe(0);

  const other = await testCustomer(stack);
  await using stranger = await visit(browser, stack.apiUrl, { token: other.token });
  await stranger.page.goto(`/p/${other.project}/exports/${requestId}`);
  await stranger.page.getByText("There is no such export in this project").waitFor();
  expect(await stranger.page.getByText("Looked at").count()).toBe(0);
});
