import { cp, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryDirectory } from "@sluice/servers";
import { type TestCustomer, type TestStack, testCustomer, testReceiver, testStack } from "@sluice/test-kit";
import { projectAnswerSchema } from "@sluice/types";
import { folderSource, verifyDelivery } from "@sluice/verify";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { checkFolder, settle } from "../test-support/screens.ts";
import { tokenOf } from "../test-support/token-of.ts";
import { type Visitor, visit } from "../test-support/visitor.ts";
import { openBrowser } from "./open-browser.ts";

let stack: TestStack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([
    testStack({
      withDashboard: true,
      encoders: { xml: 0, csv: 0, parquet: 0 },
      sharedEnvironment: { SLUICE_WEBHOOK_ALLOW_PRIVATE: "true" },
    }),
    openBrowser(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.[Symbol.asyncDispose]();
});

async function open(customer: TestCustomer, path: string, token = customer.token): Promise<Visitor> {
  const visitor = await visit(browser, stack.apiUrl, { token });
  await visitor.page.goto(`/p/${customer.project}/${path}`);
  await settle(visitor.page);
  return visitor;
}

const textOf = async (place: Locator) => ((await place.textContent()) ?? "").trim();
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });

test("a project's time zone is found by a part of its name, and what the change means is said before it is made", async () => {
  const customer = await testCustomer(stack);
  await using visitor = await open(customer, "settings");
  const { page } = visitor;
  await page.getByRole("combobox", { name: "Time zone" }).fill("kolkata");
  await page.getByRole("option", { name: "Asia/Kolkata" }).click();
  await page.getByText("From UTC to Asia/Kolkata").waitFor();
  await button(page, "Save").click();
  await page.getByText("Saved", { exact: true }).waitFor();
  await page.reload();
  await settle(page);
  expect(await page.getByRole("combobox", { name: "Time zone" }).inputValue()).toBe("Asia/Kolkata");
  const project = projectAnswerSchema.parse((await customer.call("GET", "/v1/project")).body);
  expect(project).toMatchObject({ timeZone: "Asia/Kolkata", name: customer.project, lookbackDays: 60 });
  expect(visitor.complaints).toEqual([]);
});

test("a token is shown once; revoked, it lets nobody in, and one's own signs one out", async () => {
  const customer = await testCustomer(stack);
  await using visitor = await open(customer, "settings?tab=tokens");
  const { page } = visitor;
  await button(page, "Create a token").click();
  await page.getByLabel("Name").fill("Nightly loader");
  await button(page, "Create the token").click();
  const token = await textOf(page.getByRole("region", { name: "API token", exact: true }));
  await button(page, "I have copied it").click();
  const ask = () => fetch(`${stack.apiUrl}/v1/project`, { headers: { authorization: `Bearer ${token}` } });
  expect((await ask()).status).toBe(200);
  await page.reload();
  await settle(page);
  expect(await page.content()).not.toContain(token);

  await button(page, "Revoke Nightly loader").click();
  await button(page, "Revoke").click();
  await page.getByText("1 revoked or expired token").waitFor();
  expect((await ask()).status).toBe(401);

  const own = page.getByRole("row").filter({ hasText: "This browser" });
  await own.getByRole("button", { name: "Revoke test" }).click();
  await page.getByText("you will be signed out of this project").waitFor();
  await button(page, "Revoke").click();
  await page.waitForURL("**/sign-in");
  expect(visitor.complaints).toEqual([]);
});

test("a webhook is made, tried, looked into and had sent again", async () => {
  const customer = await testCustomer(stack);
  let status = 500;
  await using receiver = await testReceiver((_request, response) => {
    response.statusCode = status;
    response.end();
  });
  await using visitor = await open(customer, "settings?tab=webhooks");
  const { page } = visitor;
  await button(page, "Create a webhook").click();
  await page.getByLabel("Name").fill("Loader");
  await page.getByLabel("URL").fill("hooks");
  await button(page, "Create the webhook").click();
  await page.getByText("must be a URL such as").waitFor();
  await page.getByLabel("URL").fill(receiver.url);
  await button(page, "Create the webhook").click();
  expect(await textOf(page.getByRole("region", { name: "signing secret" }))).toMatch(/^whsec_/);
  await button(page, "I have copied it").click();

  await button(page, "Send a test message").click();
  const row = page.getByRole("row").filter({ hasText: "webhook.test" });
  await row.getByRole("cell", { name: "500" }).waitFor();
  await row.getByText("Pending").waitFor();
  await button(page, "webhook.test").click();
  const body = JSON.parse(await textOf(page.getByRole("region", { name: "Message as it is posted" })));
  expect(body).toEqual(JSON.parse(receiver.received[0]?.body ?? ""));
  status = 204;
  await button(page, "Send it again").click();
  await row.getByText("Delivered").waitFor();
  expect(new Set(receiver.received.map(({ headers }) => headers["webhook-id"])).size).toBe(1);

  await button(page, "Disable").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Disable" }).click();
  await page.getByText("This webhook is disabled").waitFor();
  expect(await button(page, "Send a test message").isDisabled()).toBe(true);
  await button(page, "Delete").click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  await page.getByText("No webhook yet").waitFor();
  expect(visitor.complaints).toEqual([]);
});

test("a viewer sees the settings and no button that changes them", async () => {
  const customer = await testCustomer(stack);
  await customer.call("POST", "/v1/webhooks", { name: "Loader", url: "https://hooks.example.com/a", enabled: false });
  await using visitor = await open(customer, "settings", await tokenOf(customer, "viewer"));
  const { page } = visitor;
  const changing = page.getByRole("main").getByRole("button", { name: /^(?!Copy )/ });
  await page.getByText("Look-back in days").waitFor();
  expect(await changing.count()).toBe(0);
  await page.getByRole("tab", { name: "API tokens" }).click();
  await page.getByRole("row").filter({ hasText: "This browser" }).waitFor();
  expect(await changing.count()).toBe(0);
  await page.getByRole("tab", { name: "Webhooks" }).click();
  await page.getByRole("link", { name: "Loader" }).click();
  await page.getByText("Nothing was sent yet").waitFor();
  expect(await changing.count()).toBe(0);
  expect(visitor.complaints).toEqual([]);
});

test("a folder is checked on the page as sluice verify does it, and nothing of it is uploaded", async () => {
  const customer = await testCustomer(stack);
  const line = (index: number) =>
    JSON.stringify({ type: "event", eventName: `Event ${index % 3}`, ts: Date.now() - 60_000 - index, eventProps: {} });
  await customer.load(Array.from({ length: 3_000 }, (_, index) => line(index)));
  await customer.endedRun(await customer.export({}));
  const folder = join(stack.bucketsFolder, customer.bucket.target.bucket);
  await using visitor = await open(customer, "verify");
  const { page } = visitor;
  let uploadedBytes = 0;
  page.on("request", (request) => {
    uploadedBytes += request.postDataBuffer()?.byteLength ?? 0;
  });
  await checkFolder(page, folder);
  await page.getByText("Everything is there, whole and as the manifest says").waitFor();
  await page.getByText("1 run, 3 objects, 3,000 records").waitFor();

  await using spoilt = await temporaryDirectory();
  await cp(folder, spoilt.path, { recursive: true });
  for (const key of (await readdir(spoilt.path)).filter((name) => name.endsWith(".gz"))) {
    await writeFile(join(spoilt.path, key), "?", { flag: "a" });
  }
  await writeFile(join(spoilt.path, "notes.txt"), "not of a run");
  const { runs } = await verifyDelivery({ source: folderSource(spoilt.path), prefix: "", timeZone: "UTC" });
  await checkFolder(page, spoilt.path);
  await page.getByText(`${runs[0]?.faults.length} faults`).first().waitFor();
  const shown = await page.getByRole("list", { name: "faults" }).getByRole("listitem").allInnerTexts();
  expect(shown.map((text) => text.replaceAll(/\s+/g, " "))).toEqual(
    runs[0]?.faults.map(({ code, key, message }) => `${key} ${message} ${code}`),
  );
  await page.getByRole("region", { name: "Files that belong to none of these runs" }).getByText("notes.txt").waitFor();
  expect(uploadedBytes).toBe(0);
  expect(visitor.complaints).toEqual([]);
});
