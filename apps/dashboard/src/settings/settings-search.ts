import { oneOf, textOf } from "../api/search.ts";

export const settingsTabs = ["project", "tokens", "webhooks"] as const;

export interface SettingsSearch {
  readonly tab?: (typeof settingsTabs)[number] | undefined;
  /** The webhook whose deliveries are shown. */
  readonly webhook?: string | undefined;
}

export function settingsSearch(search: Readonly<Record<string, unknown>>): SettingsSearch {
  return { tab: oneOf(settingsTabs, search.tab), webhook: textOf(search.webhook) };
}
