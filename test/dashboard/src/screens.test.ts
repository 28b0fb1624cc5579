import { type TestStack, testStack } from "@sluice/test-kit";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityFaults } from "../test-support/accessibility.ts";
import { openScreen, openScreens, type Screen, screensOf } from "../test-support/screens.ts";
import { type ShownProject, shownProject } from "../test-support/shown-project.ts";
import { visit } from "../test-support/visitor.ts";
import { openBrowser } from "./open-browser.ts";

let stack: TestStack;
let browser: Browser;
let shown: ShownProject;

beforeAll(async () => {
  [stack, browser] = await Promise.all([testStack({ withDashboard: true, encoders: { xml: 0 } }), openBrowser()]);
  shown = await shownProject(stack, { days: 2 });
});

afterAll(async () => {
  await browser?.close();
  await stack?.[Symbol.asyncDispose]();
});

test(
  "every screen is accessible, in light and dark, and never has to be moved sideways, from 320 pixels to 2560",
  async () => {
    await using guest = await visit(browser, stack.apiUrl);
    await using admin = await visit(browser, stack.apiUrl, { token: shown.customer.token });
    const faults: string[] = [];
    for (const screen of openScreens) faults.push(...(await faultsOf(guest.page, screen)));
    for (const screen of screensOf(shown)) faults.push(...(await faultsOf(admin.page, screen)));
    expect(faults).toEqual([]);
    expect([...guest.complaints, ...admin.complaints]).toEqual([]);
  },
  15 * 60_000,
);

async function faultsOf(page: Page, screen: Screen): Promise<string[]> {
  const faults: string[] = [];
  await page.setViewportSize({ width: 1_440, height: 900 });
  await openScreen(page, screen);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    faults.push(...(await accessibilityFaults(page)).map((fault) => `${screen.name}, ${colorScheme}: ${fault}`));
  }
  for (const width of [320, 768, 2_560]) {
    await page.setViewportSize({ width, height: 900 });
    // A screen may draw itself anew once it knows its width.
    await page.waitForTimeout(100);
    const excess = Number(
      await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"),
    );
    if (excess > 0) faults.push(`${screen.name} at ${width}: ${excess} pixels too wide`);
  }
  return faults;
}
