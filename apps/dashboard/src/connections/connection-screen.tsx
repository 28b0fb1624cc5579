import { Page } from "../ui/page.tsx";

export function ConnectionScreen() {
  return <Page title="Connection">{null}</Page>;
}
