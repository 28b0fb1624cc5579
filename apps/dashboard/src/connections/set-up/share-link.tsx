import { useRouter } from "@tanstack/react-router";
import { useProject } from "../../shell/project-context.ts";
import { setUpTexts } from "../../texts/connections.ts";
import { Copyable } from "../../ui/copyable.tsx";
import { Panel } from "../../ui/page.tsx";
import styles from "../connections.module.css";
import { type SetUpSearch, sharedSearch } from "../set-up-search.ts";

const texts = setUpTexts.share;

/** The first two steps as a link, for whoever has rights in AWS and no account here. */
export function ShareLink({ draft }: { readonly draft: SetUpSearch }) {
  const project = useProject();
  const { href } = useRouter().buildLocation({ to: "/connect", search: sharedSearch(draft, project) });
  return (
    <Panel title={texts.button}>
      <div className={styles.body}>
        <p>
          {texts.title} {texts.text}
        </p>
        <Copyable text={new URL(href, window.location.origin).href} label={texts.label} />
      </div>
    </Panel>
  );
}
