import { Page } from "../ui/page.tsx";

export function ActivityLogScreen() {
  return <Page title="Exports">{null}</Page>;
}
