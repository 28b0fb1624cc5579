import { Page } from "../ui/page.tsx";

export function SetUpScreen() {
  return <Page title="Connect a bucket">{null}</Page>;
}
