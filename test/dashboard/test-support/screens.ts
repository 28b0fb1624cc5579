import type { Page } from "playwright-core";
import type { ShownProject } from "./shown-project.ts";

export interface Screen {
  readonly name: string;
  readonly path: string;
  /** Brings the screen to where it has most to show. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** Every screen for whoever is signed in. */
export function screensOf(shown: ShownProject): readonly Screen[] {
  const { project, connectionId } = shown.customer;
  const at = (path: string) => `/p/${project}/${path}`;
  return [
    { name: "exports", path: at("exports") },
    { name: "exports-filtered", path: at("exports?text=nothing+has+this+name") },
    { name: "new-export", path: at(`exports/new?connectionId=${connectionId}`) },
    { name: "export-recurring", path: at(`exports/${shown.recurring}`) },
    { name: "export-done", path: at(`exports/${shown.done}`) },
    { name: "export-objects", path: at(`exports/${shown.done}?tab=objects`) },
    { name: "export-schema", path: at(`exports/${shown.recurring}?tab=schema`) },
    { name: "export-manifest", path: at(`exports/${shown.done}?tab=manifest`) },
    { name: "export-failed", path: at(`exports/${shown.failed}`) },
    { name: "export-waiting", path: at(`exports/${shown.waiting}`) },
    { name: "export-stopped", path: at(`exports/${shown.stopped}`) },
    { name: "export-unknown", path: at("exports/1") },
    { name: "connections", path: at("connections") },
    { name: "connection", path: at(`connections/${connectionId}`) },
    { name: "set-up-1", path: at("connections/new") },
    { name: "set-up-2", path: at("connections/new?step=2&bucket=acme-exports&region=eu-west-1") },
    { name: "set-up-2-role", path: at("connections/new?step=2&bucket=acme-exports&region=eu-west-1&access=role") },
    { name: "set-up-3", path: at("connections/new?step=3&bucket=acme-exports&region=eu-west-1") },
    { name: "settings", path: at("settings") },
    { name: "settings-tokens", path: at("settings?tab=tokens") },
    { name: "settings-webhooks", path: at("settings?tab=webhooks") },
    { name: "settings-webhook", path: at(`settings?tab=webhooks&webhook=${shown.webhookId}`) },
    { name: "verify", path: at("verify") },
    { name: "verify-checked", path: at("verify"), prepare: (page) => checkFolder(page, shown.bucketFolder) },
    { name: "unknown", path: at("nothing") },
  ];
}

/** Has the page check a folder, and waits until it says what it found. */
export async function checkFolder(page: Page, folder: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Choose a folder" }).click(),
  ]);
  await chooser.setFiles(folder);
  await page
    .getByText(/^(Everything is there|[\d,]+ faults?$|The check could not be made)/)
    .first()
    .waitFor();
}

/** Every screen for whoever is not signed in. */
export const openScreens: readonly Screen[] = [
  { name: "sign-in", path: "/sign-in" },
  { name: "shared-set-up", path: "/connect?step=1&bucket=acme-exports&region=eu-west-1" },
];

/** Opens a screen and waits until it has what it shows. */
export async function openScreen(page: Page, { path, prepare }: Screen): Promise<void> {
  await page.goto(path);
  await settle(page);
  await prepare?.(page);
}

/** Waits until nothing on the page is still being loaded. */
export async function settle(page: Page): Promise<void> {
  // Under a dialog the heading is there for nobody but those who look.
  await page.locator("h1").first().waitFor();
  // What has come may begin to load more.
  for (let quiet = 0; quiet < 3; quiet += 1) {
    await page.waitForTimeout(50);
    const loading = page.locator("[data-loading]");
    if ((await loading.count()) === 0) continue;
    await loading.first().waitFor({ state: "detached" });
    quiet = 0;
  }
}
