import { type TestCustomer, type TestStack, testCustomer, testStack, waitUntil } from "@sluice/test-kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { visit } from "../test-support/visitor.ts";
import { openBrowser } from "./open-browser.ts";

/** Long enough for the page to notice that something answers again. */
const patience = { timeout: 90_000 };
const records = 4_000;
const jobs = 20;
const notLive = "Sluice does not answer just now.";

let stack: TestStack;
let browser: Browser;
let customer: TestCustomer;

beforeAll(async () => {
  [stack, browser] = await Promise.all([
    testStack({
      withDashboard: true,
      encoders: { xml: 0, csv: 0, parquet: 0 },
      // Many small jobs, worked off one after the other, so that there is a middle to be in.
      environment: {
        "workflow-service": {
          SLUICE_SEGMENT_MAX_RECORDS: String(records / jobs),
          SLUICE_JOB_MAX_RECORDS: "1",
          SLUICE_JOBS_IN_FLIGHT: "1",
        },
      },
    }),
    openBrowser(),
  ]);
  customer = await testCustomer(stack);
  await customer.load(charges());
});

afterAll(async () => {
  await browser?.close();
  await stack?.[Symbol.asyncDispose]();
});

test("pages that are open when the API goes say so, come back by themselves, and show what was made meanwhile", async () => {
  const earlier = await customer.export({ name: "Earlier" });
  await customer.endedRun(earlier);
  await using visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  const { page: log, context } = visitor;
  const one = await context.newPage();
  await one.goto(`/p/${customer.project}/exports/${earlier}`);
  await statusBesideTitle(one, "Done").waitFor();
  await statusInLog(log, earlier, "Done").waitFor();
  await Promise.all([log, one].map(mark));

  stack.configApi.kill("SIGTERM");
  await stack.configApi.exited;
  for (const page of [log, one]) await page.getByText(notLive).waitFor(patience);
  // What was shown is still there to be read.
  await statusBesideTitle(one, "Done").waitFor();
  await statusInLog(log, earlier, "Done").waitFor();

  await stack.configApi.restart();
  const meanwhile = await customer.export({ name: "Meanwhile" });
  for (const page of [log, one]) await page.getByText(notLive).waitFor({ state: "detached", ...patience });
  await statusInLog(log, meanwhile, "Done").waitFor(patience);
  expect(await Promise.all([log, one].map(isMarked))).toEqual([true, true]);
  expect(visitor.complaints).toEqual([]);
});

test("a run goes on to Done on every open page, whatever is started again and whichever page is loaded again", async () => {
  const [encoder] = stack.encoders.json;
  if (!encoder) throw new Error("there is one json encoder");
  const requestId = await customer.export({ name: "In the middle" });
  await waitUntil("the first objects", async () => (await customer.latestRun(requestId)).totals.objects > 0);
  encoder.kill("SIGKILL");
  await encoder.exited;
  expect((await customer.latestRun(requestId)).status).toBe("Running");

  await using visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  const { page: log, context } = visitor;
  const [one, other] = [await context.newPage(), await context.newPage()];
  for (const page of [one, other]) await page.goto(`/p/${customer.project}/exports/${requestId}`);
  for (const page of [one, other]) {
    await statusBesideTitle(page, "Running").waitFor();
    await page.getByText("Waiting for a json encoder").first().waitFor(patience);
  }
  await statusInLog(log, requestId, "Running").waitFor();

  await other.reload();
  await statusBesideTitle(other, "Running").waitFor();
  await other.getByText("Waiting for a json encoder").first().waitFor(patience);
  await Promise.all([log, one, other].map(mark));

  await stack.workflowService.restart();
  await encoder.restart();
  const { status, totals } = await customer.endedRun(requestId);
  expect({ status, records: totals.records }).toEqual({ status: "Done", records });
  await statusInLog(log, requestId, "Done").waitFor(patience);
  for (const page of [one, other]) {
    await statusBesideTitle(page, "Done").waitFor(patience);
    await page
      .getByText(/^4.000 records, /)
      .first()
      .waitFor(patience);
  }
  expect(await Promise.all([log, one, other].map(isMarked))).toEqual([true, true, true]);
  expect(visitor.complaints).toEqual([]);
});

test("a browser may have more tabs open than connections to a server, and each is up to date when it is looked at", async () => {
  await using visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  const { page: first, context } = visitor;
  await context.addInitScript({ content: coverable });
  const pages: Page[] = [];
  for (let page = first; ; page = await context.newPage()) {
    await page.goto(`/p/${customer.project}/exports`);
    await page.getByRole("heading", { level: 1, name: "Exports" }).waitFor();
    pages.push(page);
    if (pages.length === 8) break;
    await cover(page, true);
  }
  const requestId = await customer.export({ name: "For all of them" });
  for (const page of pages.toReversed()) {
    await cover(page, false);
    await statusInLog(page, requestId, "Done").waitFor(patience);
    await cover(page, true);
  }
  expect(visitor.complaints).toEqual([]);
});

function charges(): string[] {
  const firstMs = Date.now() - 3_600_000;
  return Array.from({ length: records }, (_, i) =>
    JSON.stringify({
      type: "event",
      eventName: "Charged",
      ts: firstMs + i,
      profile: { identity: `user ${i % 97}` },
      eventProps: { Amount: i / 100 },
    }),
  );
}

function statusInLog(page: Page, requestId: number, status: string) {
  return page.locator(`[data-request-id="${requestId}"] [data-status="${status}"]`);
}

function statusBesideTitle(page: Page, status: string) {
  return page.locator(`header:has(h1) [data-status="${status}"]`);
}

/** Leaves something in the page that is gone when it is loaded again. */
async function mark(page: Page): Promise<void> {
  await page.evaluate("globalThis.isTheSamePage = true");
}

async function isMarked(page: Page): Promise<boolean> {
  return (await page.evaluate("globalThis.isTheSamePage === true")) === true;
}

/** A browser that is driven has each of its tabs believe that it is in front; this lets one be behind. */
const coverable = `{
  globalThis.isCovered = false;
  Object.defineProperty(document, "hidden", { get: () => isCovered });
  Object.defineProperty(document, "visibilityState", { get: () => (isCovered ? "hidden" : "visible") });
}`;

async function cover(page: Page, isCovered: boolean): Promise<void> {
  await page.evaluate(`isCovered = ${isCovered}; document.dispatchEvent(new Event("visibilitychange"))`);
}
