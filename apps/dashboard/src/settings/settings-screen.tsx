import { getRouteApi } from "@tanstack/react-router";
import { settingsTexts } from "../texts/settings.ts";
import { Page } from "../ui/page.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { ProjectSettings } from "./project-settings.tsx";
import { settingsTabs } from "./settings-search.ts";
import { TokensSettings } from "./tokens-settings.tsx";
import { WebhooksSettings } from "./webhooks-settings.tsx";

const route = getRouteApi("/p/$project/settings");

export function SettingsScreen() {
  const { tab = "project" } = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Page title={settingsTexts.title}>
      <Tabs
        label={settingsTexts.title}
        tabs={settingsTexts.tabs}
        order={settingsTabs}
        selected={tab}
        onSelect={(next) => void navigate({ search: { tab: next === "project" ? undefined : next } })}
      >
        {tab === "project" && <ProjectSettings />}
        {tab === "tokens" && <TokensSettings />}
        {tab === "webhooks" && <WebhooksSettings />}
      </Tabs>
    </Page>
  );
}
