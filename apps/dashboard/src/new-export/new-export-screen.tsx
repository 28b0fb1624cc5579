import { Page } from "../ui/page.tsx";

export function NewExportScreen() {
  return <Page title="New export">{null}</Page>;
}
