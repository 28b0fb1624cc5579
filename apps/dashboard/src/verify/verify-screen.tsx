import { Page } from "../ui/page.tsx";

export function VerifyScreen() {
  return <Page title="Verify">{null}</Page>;
}
