import { Page } from "../ui/page.tsx";

export function ExportScreen() {
  return <Page title="Export">{null}</Page>;
}
