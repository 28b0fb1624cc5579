import type { TestStack } from "@sluice/test-kit";

/** Where each app that runs answers `/healthz`, `/readyz` and `/metrics`, by the app's name. */
export function healthUrls({ apiUrl, workflowService, encoders }: TestStack): Readonly<Record<string, string>> {
  const others = [workflowService, ...Object.values(encoders).flat()];
  const urls = others.map(({ app, ready }) => [app, `http://127.0.0.1:${ready.healthPort}`] as const);
  return { "config-api": apiUrl, ...Object.fromEntries(urls) };
}
