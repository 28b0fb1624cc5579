import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { scriptOptions } from "@sluice/local";
import { testStack } from "@sluice/test-kit";
import type { BrowserContextOptions } from "playwright-core";
import { openScreen, openScreens, screensOf } from "../test-support/screens.ts";
import { shownProject } from "../test-support/shown-project.ts";
import { visit } from "../test-support/visitor.ts";
import { openBrowser } from "./open-browser.ts";

// The script `screenshots`: every screen of the dashboard, light, dark and on a phone, on a stack of its own.

const { out } = scriptOptions(
  `
Starts Sluice in a folder of its own, fills a project, and takes a picture of every screen: light, dark and on a phone.

  --out DIR   where the pictures go (default: screenshots/)
  --help      this text
`,
  { out: { type: "string", default: "screenshots" } },
);

const looks: Readonly<Record<string, BrowserContextOptions>> = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  phone: { colorScheme: "light", viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
};
const folder = resolve(process.env.INIT_CWD ?? ".", out);
await mkdir(folder, { recursive: true });
await using stack = await testStack({ withDashboard: true, encoders: { xml: 0 } });
const browser = await openBrowser();
try {
  const shown = await shownProject(stack, { days: 14 });
  for (const [look, options] of Object.entries(looks)) {
    await using guest = await visit(browser, stack.apiUrl, options);
    await using admin = await visit(browser, stack.apiUrl, { ...options, token: shown.customer.token });
    const all = [
      ...openScreens.map((screen) => [guest.page, screen] as const),
      ...screensOf(shown).map((screen) => [admin.page, screen] as const),
    ];
    for (const [page, screen] of all) {
      await openScreen(page, screen);
      const path = join(folder, `${screen.name}-${look}.png`);
      await page.screenshot({ path, animations: "disabled" });
      console.log(path);
    }
  }
} finally {
  await browser.close();
}
