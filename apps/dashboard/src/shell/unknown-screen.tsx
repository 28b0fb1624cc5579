import { shellTexts } from "../texts/shell.ts";
import { LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";

const { title, text } = shellTexts.notFound;

export function UnknownScreen() {
  return (
    <Page title={title}>
      <p>{text}</p>
      <p>
        <LinkButton to="/">{shellTexts.exports}</LinkButton>
      </p>
    </Page>
  );
}
