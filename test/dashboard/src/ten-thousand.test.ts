import { openConfigStore } from "@sluice/config-store";
import { type TestCustomer, type TestStack, testCustomer, testStack } from "@sluice/test-kit";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertManyExports } from "../test-support/many-exports.ts";
import { settle } from "../test-support/screens.ts";
import { lookBack, scrollDown, watchSmoothness, watchTasks } from "../test-support/smoothness.ts";
import { visit } from "../test-support/visitor.ts";
import { openBrowser } from "./open-browser.ts";

const count = 10_000;
const nowMs = Date.now();
/** A machine that does other work as well shares its time out; the figures that are printed are to be looked at alone. */
const whenShared = 5;

let stack: TestStack;
let browser: Browser;
let customer: TestCustomer;

beforeAll(async () => {
  [stack, browser] = await Promise.all([
    testStack({ withDashboard: true, encoders: { json: 0, xml: 0, csv: 0, parquet: 0 } }),
    openBrowser(),
  ]);
  customer = await testCustomer(stack);
  await using store = await openConfigStore({ databaseUrl: stack.databaseUrl, maxConnections: 1 });
  const { project: projectId, connectionId } = customer;
  await insertManyExports(store, { projectId, connectionId, count, nowMs });
});

afterAll(async () => {
  await browser?.close();
  await stack?.[Symbol.asyncDispose]();
});

test("the activity log is there within a second of its address, and nothing in it moves", async () => {
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
