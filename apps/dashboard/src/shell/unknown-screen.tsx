import { shellTexts } from "../texts/shell.ts";
import { LinkButton } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";

export function UnknownScreen() {
  return (
    <Empty title={shellTexts.notFound.title} actions={<LinkButton to="/">{shellTexts.exports}</LinkButton>}>
      {shellTexts.notFound.text}
    </Empty>
  );
}
