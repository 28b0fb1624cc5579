import { gunzipSync } from "node:zlib";
import { type TestCustomer, type TestStack, testCustomer, testStack } from "@sluice/test-kit";
import { type ExportsAnswer, exportsAnswerSchema } from "@sluice/types";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tokenOf } from "../test-support/token-of.ts";
import { type Visitor, visit } from "../test-support/visitor.ts";
import { openBrowser } from "./open-browser.ts";

let stack: TestStack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([testStack({ withDashboard: true, encoders: { xml: 0 } }), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await stack?.[Symbol.asyncDispose]();
});

const hourMs = 3_600_000;

/** A project with three events of an hour ago and two profiles. */
async function customerWithEvents(): Promise<TestCustomer> {
  const customer = await testCustomer(stack);
  const ts = Date.now() - hourMs;
  const event = (eventName: string, identity: string) =>
    JSON.stringify({ type: "event", eventName, ts, profile: { identity }, eventProps: { Amount: 12.5 } });
  const profile = (identity: string) => JSON.stringify({ type: "profile", profile: { identity } });
  await customer.load([
    ...["Edited Page", "Edited Talk", "Charged"].map((name) => event(name, "ada")),
    ...["ada", "bob"].map(profile),
  ]);
  return customer;
}

async function openForm(customer: TestCustomer): Promise<Visitor & { readonly form: ReturnType<Page["getByRole"]> }> {
  const visitor = await visit(browser, stack.apiUrl, { token: customer.token });
  await visitor.page.getByRole("heading", { level: 1, name: "Exports" }).waitFor();
  await visitor.page.keyboard.press("n");
  const form = visitor.page.getByRole("dialog", { name: "Create export" });
  await form.waitFor();
  return { ...visitor, form };
}

async function createdBy(page: Page): Promise<number> {
  await page.waitForURL(/\/exports\/\d+/);
  return Number(/\/exports\/(\d+)/.exec(page.url())?.[1]);
}

async function exportsOf(customer: TestCustomer): Promise<ExportsAnswer["items"]> {
  const { body } = await customer.call("GET", "/v1/exports");
  return exportsAnswerSchema.parse(body).items;
}

test("the form shows the first records and names as they will be, and makes just that", async () => {
  const customer = await customerWithEvents();
  await using visitor = await openForm(customer);
  const { page, form } = visitor;
  await form.getByRole("radio", { name: "Select events" }).press("Space");
  const search = form.getByRole("searchbox", { name: "Search events" });
  await search.fill("edited *");
  await form.getByText("2 events found").waitFor();
  await search.press("Enter");
  await form.getByText("2 selected").waitFor();
  await search.fill("Chraged");
  await form.getByRole("button", { name: "Add “Chraged” by hand" }).press("Enter");
  await form.getByText('Did you mean "Charged"?').waitFor();
  await search.fill("chraged");
  await form.getByRole("row", { name: "Chraged" }).press("Space");
  await form.getByText("2 selected").waitFor();
  await form.getByRole("radio", { name: "JSON" }).press("Space");
  await form.getByText("-Edited-Page-").waitFor();
  await form.getByRole("combobox", { name: "Event whose first records are shown" }).selectOption("Edited Talk");
  const records = form.getByRole("region", { name: "First records" }).locator("pre", { hasText: "Edited Talk" });
  const shown = await records.textContent();
  await form.getByRole("button", { name: "Create export" }).press("Enter");
  const requestId = await createdBy(page);

  expect((await customer.endedRun(requestId)).status).toBe("Done");
  expect((await exportsOf(customer)).map(({ eventNames }) => eventNames?.toSorted())).toEqual([
    ["Edited Page", "Edited Talk"],
  ]);
  const [object] = (await customer.objects(requestId)).filter(({ eventName }) => eventName === "Edited Talk");
  expect(gunzipSync(await customer.storedBytes(object?.key ?? "")).toString()).toBe(shown);
  expect(visitor.complaints).toEqual([]);
});

test("an answer that is lost makes no second export, nor does a double click", async () => {
  const customer = await customerWithEvents();
  await using visitor = await openForm(customer);
  const { page, form } = visitor;
  let isLost = true;
  await page.route("**/v1/exports", async (route) => {
    if (route.request().method() !== "POST" || !isLost) return route.continue();
    await route.fetch();
    return route.abort();
  });
  const create = form.getByRole("button", { name: "Create export" });
  await create.dblclick();
  await form.getByText("it makes one export, not two").waitFor();
  expect(await exportsOf(customer)).toHaveLength(1);
  isLost = false;
  await create.click();
  const requestId = await createdBy(page);
  expect((await exportsOf(customer)).map((one) => one.requestId)).toEqual([requestId]);
});

test("what is wrong is said beside its field, which gets the focus", async () => {
  const customer = await customerWithEvents();
  await using visitor = await openForm(customer);
  const { page, form } = visitor;
  await form.getByRole("radio", { name: "Select events" }).press("Space");
  const search = form.getByRole("searchbox", { name: "Search events" });
  await search.waitFor();
  await form.getByRole("button", { name: "Create export" }).press("Enter");
  await form.getByText("must name at least one event").waitFor();
  await expect.poll(() => search.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
  await form.getByRole("radio", { name: "All events" }).press("Space");
  await form.getByRole("radio", { name: "Recurring" }).press("Space");
  await form.getByRole("radio", { name: "Custom", exact: true }).press("Space");
  await form.getByRole("textbox", { name: "Hours between runs" }).fill("3");
  // Before anything is sent.
  await form.getByText("must be a whole number of hours from 4 to 24").waitFor();
  await page.keyboard.press("Escape");
  await page
    .getByRole("alertdialog", { name: "Discard this export?" })
    .getByRole("button", { name: "Keep it" })
    .click();
  await page.goBack();
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await form.waitFor({ state: "detached" });
  expect(new URL(page.url()).pathname).toBe(`/p/${customer.project}/exports`);
  expect(await exportsOf(customer)).toEqual([]);
});

test("the profile export that is in the way is named before it is hit, and stopped on the spot", async () => {
  const customer = await customerWithEvents();
  const daily = {
    type: "allProfiles",
    frequency: "recurring",
    everyHours: 24,
    from: undefined,
    to: undefined,
  } as const;
  await using visitor = await openForm(customer);
  const { page, form } = visitor;
  await form.getByRole("radio", { name: "All profiles" }).press("Space");
  await form.getByText("None is scheduled now").waitFor();
  // Somebody else is faster.
  await customer.export({ ...daily, name: "Daily" });
  await form.getByRole("button", { name: "Create export" }).press("Enter");
  await form.getByText("export.profile_export_scheduled").waitFor();
  const stop = form.getByRole("button", { name: "Stop it" });
  await expect.poll(() => stop.evaluate((button) => button === button.ownerDocument.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "Stop export" }).click();
  await form.getByText("None is scheduled now").waitFor();
  await form.getByRole("button", { name: "Create export" }).press("Enter");
  expect((await customer.endedRun(await createdBy(page))).totals.records).toBe(2);
});

test("without an encoder of the format the form says so, and the export can be created", async () => {
  const customer = await customerWithEvents();
  await using visitor = await openForm(customer);
  const { page, form } = visitor;
  await form.getByRole("radio", { name: "XML" }).press("Space");
  await form.getByText("No encoder of this format is running").waitFor();
  await form.getByText("-Charged-").waitFor();
  await form.getByRole("button", { name: "Create export" }).press("Enter");
  await createdBy(page);
});

test("a viewer is told who can create exports", async () => {
  const customer = await customerWithEvents();
  await using visitor = await visit(browser, stack.apiUrl, { token: await tokenOf(customer, "viewer") });
  await visitor.page.goto(`/p/${customer.project}/exports/new`);
  const form = visitor.page.getByRole("dialog", { name: "Create export" });
  await form.getByText("An admin of the project can create exports").waitFor();
  await form.getByRole("button", { name: "Close" }).last().click();
  await visitor.page.getByRole("heading", { level: 1, name: "Exports" }).waitFor();
});
