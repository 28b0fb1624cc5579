import { Page } from "../ui/page.tsx";

export function SharedSetUpScreen() {
  return <Page title="Connect a bucket">{null}</Page>;
}
