import { openConfigStore } from "@sluice/config-store";
import { type TestCustomer, type TestStack, testCustomer, testStack } from "@sluice/test-kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertManyExports } from "../test-support/many-exports.ts";
import { settle } from "../test-support/screens.ts";
import { lookBack, scrollDown, watchSmoothness, watchTasks } from "../test-support/smoothness.ts";
import { type Visitor, visit } from "../test-support/visitor.ts";
import { openBrowser } from "./open-browser.ts";

const count = 10_000;
const nowMs = Date.now();
/** A machine that does other work as well shares its time out; the figures that are printed are to be looked at alone. */
const whenShared = 5;

let stack: TestStack;
let browser: Browser;
let customer: TestCustomer;

beforeAll(async () => {
  const encoders = { json: 0, xml: 0, csv: 0, parquet: 0 };
  [stack, browser] = await Promise.all([testStack({ withDashboard: true, encoders }), openBrowser()]);
  customer = await testCustomer(stack);
  await using store = await openConfigStore({ databaseUrl: stack.databaseUrl, maxConnections: 1 });
  const { project: projectId, connectionId } = customer;
  await insertManyExports(store, { projectId, connectionId, count, nowMs });
});

afterAll(async () => {
  await browser?.close();
  await stack?.[Symbol.asyncDispose]();
});

async function openLog(search = ""): Promise<Visitor> {
  const visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  await visitor.page.goto(`/p/${customer.project}/exports${search}`);
  await settle(visitor.page);
  await rowsOf(visitor.page).first().waitFor();
  return visitor;
}

const rowsOf = (page: Page) => page.getByRole("table", { name: "Exports" }).locator("[data-request-id]");
const linkOf = (page: Page, index: number) => page.locator(`[data-index="${index}"]`).getByRole("link");
const searchOf = (page: Page) => page.getByRole("searchbox", { name: "Search exports" });

test("the activity log is soon there, and nothing in it moves", async () => {
  await using visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  const { page, context } = visitor;
  await page.locator("[data-request-id]").first().waitFor();
  await watchSmoothness(context);
  await page.goto(`/p/${customer.project}/exports`);
  await page.getByText(/^10.000 exports$/).waitFor();
  await settle(page);
  const { firstRowMs, longTasksMs, layoutShift } = await lookBack(page);
  console.log(
    `first row after ${firstRowMs} ms; long tasks: ${longTasksMs.join(", ")} ms; layout shift ${layoutShift}`,
  );

  expect(firstRowMs).toBeLessThan(1_000 * whenShared);
  expect(layoutShift).toBeLessThan(0.02);
  expect(visitor.complaints).toEqual([]);
});

test("it is scrolled at sixty frames a second, with few rows in the page, down to its last export", async () => {
  await using visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  const { page } = visitor;
  await page.getByText(/^10.000 exports$/).waitFor();
  // Two rows in each frame, a hundred and twenty in a second: more than anybody reads.
  const { result: scrolled, tasks } = await watchTasks(page, () => scrollDown(page, 112, 300));
  const { frames, frameMs, mostRows } = scrolled;
  const computedMs = tasks.totalMs / frames;
  const long = tasks.longMs.map((ms) => ms.toFixed(0)).join(", ");
  console.log(
    `${frames} frames, computed in ${computedMs.toFixed(1)} ms each, by the clock ${frameMs.median.toFixed(1)} ms (95% under ${frameMs.p95.toFixed(1)}); long tasks: ${long || "none"}; ${mostRows} rows at most`,
  );
  expect(computedMs).toBeLessThan(1_000 / 60);
  expect(tasks.longMs.length).toBeLessThan(3);

  const toTheEnd = await scrollDown(page, 4_000);
  // All of them may still be on their way; the last one is the oldest.
  const lastId = Math.floor(nowMs / 1_000) - 60 - count * 300;
  await page.locator(`[data-request-id="${lastId}"][aria-rowindex="${count + 1}"]`).waitFor();
  expect(Math.max(mostRows, toTheEnd.mostRows)).toBeLessThan(60);
  expect(visitor.complaints).toEqual([]);
});

test("one among them is found by typing its name or its request id", async () => {
  await using visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  const { page } = visitor;
  await page.getByText(/^10.000 exports$/).waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("for the board 9998");
  await page.getByText("1 export", { exact: true }).waitFor();
  await page.getByRole("link", { name: "For the board 9998" }).waitFor();

  const requestId = Math.floor(nowMs / 1_000) - 60 - 5_000 * 300;
  await page.getByRole("searchbox", { name: "Search exports" }).fill(String(requestId));
  await page.locator(`[data-request-id="${requestId}"][aria-rowindex="2"]`).waitFor();
  await page.getByText("1 export", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByText(/^10.000 exports$/).waitFor();
  expect(visitor.complaints).toEqual([]);
});

test("keys go from export to export, open one, come back to it, search, and leave typing alone", async () => {
  await using visitor = await openLog();
  const { page } = visitor;
  for (let presses = 0; presses < 40; presses += 1) await page.keyboard.press("j");
  await focusOn(page, linkOf(page, 39));
  await page.keyboard.press("k");
  await focusOn(page, linkOf(page, 38));
  await page.evaluate(toEnd);
  await focusOn(page, linkOf(page, 38));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/exports\/\d+/);
  await page.goBack();
  await focusOn(page, linkOf(page, 38));

  await page.keyboard.press("/");
  await focusOn(page, searchOf(page));
  await page.keyboard.type("njk?");
  expect(await searchOf(page).inputValue()).toBe("njk?");
  await page.getByText("No export matches").waitFor();
  await page.keyboard.press("Escape");
  await page.getByText("10,000 exports").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("n");
  await page.waitForURL(/\/exports\/new/);
  expect(visitor.complaints).toEqual([]);
});

test("single keys can be turned off, and stay off in this browser", async () => {
  await using visitor = await openLog();
  const { page } = visitor;
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await keys.getByRole("checkbox", { name: "Single keys work" }).uncheck();
  await page.keyboard.press("Escape");
  await keys.waitFor({ state: "detached" });
  await page.reload();
  await rowsOf(page).first().waitFor();
  await page.keyboard.press("?");
  await page.keyboard.press("/");
  await page.keyboard.press("n");
  expect(await keys.count()).toBe(0);
  expect(page.url()).not.toContain("/new");
  // What is always there opens them.
  await page.getByRole("button", { name: "Keys that work here" }).click();
  await keys.waitFor();
});

test("filters are in the address, also after loading it again, and go all at once", async () => {
  await using visitor = await openLog();
  const { page } = visitor;
  await page.getByRole("button", { name: "Failed" }).click();
  await page.getByRole("button", { name: /^Format/ }).click();
  await page.getByRole("checkbox", { name: "CSV" }).check();
  await page.keyboard.press("Escape");
  await page.getByLabel("Frequency").selectOption("One time");
  await page.waitForURL(/frequency=oneTime/);
  const found = await foundOf(page);
  expect(found).toMatch(/^\d+ exports$/);
  await page.reload();
  await page.getByText(found).waitFor();
  for (const row of await rowsOf(page).all()) {
    expect(await row.textContent()).toMatch(/CSV · one time.*Failed/);
  }
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByText("10,000 exports").waitFor();
  await focusOn(page, searchOf(page));
  expect(new URL(page.url()).search).toBe("");
});

test("a page of the list that is refused is asked for again when somebody says so, and only then", async () => {
  await using visitor = await openLog();
  const { page } = visitor;
  let refused = 0;
  await page.route(/[?&]cursor=/, (route) => {
    refused += 1;
    const problem = { type: "about:blank", title: "Failed", status: 500, code: "internal", detail: "Out of order." };
    return route.fulfill({ status: 500, contentType: "application/problem+json", body: JSON.stringify(problem) });
  });
  await page.evaluate("scrollTo(0, 20000)");
  const notice = page.getByRole("alert").filter({ hasText: "Out of order." });
  await notice.waitFor();
  await page.evaluate(toEnd);
  expect(refused).toBe(1);
  await page.unroute(/[?&]cursor=/);
  await notice.getByRole("button", { name: "Try again" }).click();
  await notice.waitFor({ state: "detached" });
  await page.evaluate("scrollTo(0, 20000)");
  await page.locator('[data-index="415"][data-request-id]').waitFor();
});

test("what is new waits above while somebody reads further down", async () => {
  await using visitor = await openLog();
  const { page } = visitor;
  await page.evaluate("scrollTo(0, 4000)");
  const read = page.locator('[data-index="85"]');
  const [name, place] = [await read.getByRole("link").textContent(), await read.boundingBox()];
  const requestId = await customer.export({ name: "New while reading" });
  const button = page.getByRole("button", { name: "1 new export" });
  await button.waitFor();
  expect(await read.getByRole("link").textContent()).toBe(name);
  expect(await read.boundingBox()).toEqual(place);
  await button.click();
  await focusOn(page, linkOf(page, 0));
  expect(await linkOf(page, 0).textContent()).toBe("New while reading");
  await page.getByRole("button", { name: `Copy request id ${requestId}` }).waitFor();
  expect(visitor.complaints).toEqual([]);
});

/** Says how many exports the page has found. */
async function foundOf(page: Page): Promise<string> {
  const found = page.getByText(/^\d[\d,]* exports?$/);
  await page.locator('[role="table"][aria-busy="false"]').waitFor();
  return (await found.textContent()) ?? "";
}

/** Waits until an element has the focus. */
async function focusOn(page: Page, element: ReturnType<Page["locator"]>): Promise<void> {
  await page.locator("*:focus").and(element).waitFor();
}

const toEnd = `new Promise((resolve) => {
  scrollTo(0, document.documentElement.scrollHeight);
  requestAnimationFrame(() => requestAnimationFrame(resolve));
})`;
