import { shellTexts } from "../texts/shell.ts";
import { LinkButton } from "../ui/button.tsx";
import { Page } from "../ui/page.tsx";
import styles from "./shell.module.css";

const { title, text } = shellTexts.notFound;

/** Where there is no frame around it. */
export function UnknownPage() {
  return (
    <main className={styles.alone}>
      <UnknownScreen />
    </main>
  );
}

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
