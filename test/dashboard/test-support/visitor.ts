import { signInLink } from "@sluice/local";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

/** A browser of somebody's own, and what went wrong in it. */
export interface Visitor extends AsyncDisposable {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Errors in the console, refused by the page's policy, thrown, or asked of another origin; empty is right. */
  readonly complaints: readonly string[];
}

export interface VisitorOptions extends BrowserContextOptions {
  /** Whose link the visitor comes in by; nobody's when left out. */
  readonly token?: string;
}

/** Opens a browser at the stack's page, signed in by a one-time link. */
export async function visit(
  browser: Browser,
  apiUrl: string,
  { token, ...options }: VisitorOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: apiUrl,
    viewport: { width: 1_440, height: 900 },
    reducedMotion: "reduce",
    ...options,
  });
  // A machine under load takes its time.
  context.setDefaultTimeout(60_000);
  const complaints: string[] = [];
  const watch = (page: Page) => {
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      // The browser reports answers such as a 409, which the page shows itself.
      if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
        complaints.push(message.text());
      }
    });
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol !== "blob:" && url.origin !== new URL(apiUrl).origin) complaints.push(`asked ${url.origin}`);
    });
  };
  context.on("page", watch);
  const page = await context.newPage();
  if (token !== undefined) {
    await page.goto(await signInLink(apiUrl, token));
    await page.waitForURL(/\/p\/[^/]+\/exports/);
  }
  return { context, page, complaints, [Symbol.asyncDispose]: () => context.close() };
}
