import { type TestStack, testStack } from "@sluice/test-kit";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessibilityFaults } from "../test-support/accessibility.ts";
import { openScreen, openScreens, type Screen, screensOf } from "../test-support/screens.ts";
import { type ShownProject, shownProject } from "../test-support/shown-project.ts";
import { type Visitor, visit } from "../test-support/visitor.ts";
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

/** Shows every screen to whoever may see it. */
async function onEveryScreen(
  options: { readonly colorScheme?: "light" | "dark"; readonly viewport?: { width: number; height: number } },
  look: (visitor: Visitor, screen: Screen) => Promise<void>,
): Promise<void> {
  await using guest = await visit(browser, stack.apiUrl, options);
  await using admin = await visit(browser, stack.apiUrl, { ...options, token: shown.customer.token });
  for (const screen of openScreens) await look(guest, screen);
  for (const screen of screensOf(shown)) await look(admin, screen);
  expect([...guest.complaints, ...admin.complaints]).toEqual([]);
}

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test("every screen is accessible", async () => {
    const faults: Record<string, readonly string[]> = {};
    await onEveryScreen({ colorScheme }, async ({ page }, screen) => {
      await openScreen(page, screen);
      const found = await accessibilityFaults(page);
      if (found.length > 0) faults[screen.name] = found;
    });
    expect(faults).toEqual({});
  });
});

test("no screen has to be moved sideways, from 320 pixels to 2560", async () => {
  const wide: string[] = [];
  for (const width of [320, 768, 2_560]) {
    await onEveryScreen({ viewport: { width, height: 900 } }, async ({ page }, screen) => {
      await openScreen(page, screen);
      const excess = await page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
      if (Number(excess) > 0) wide.push(`${screen.name} at ${width}: ${String(excess)} pixels too wide`);
    });
  }
  expect(wide).toEqual([]);
});
