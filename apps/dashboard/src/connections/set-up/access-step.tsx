import { setUpTexts as texts } from "../../texts/connections.ts";
import { CopyableBlock } from "../../ui/copyable.tsx";
import { Empty } from "../../ui/empty.tsx";
import { Panel } from "../../ui/page.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import styles from "../connections.module.css";
import type { SetUpSearch } from "../set-up-search.ts";
import { grantKeyCommands, type Trust } from "./aws-commands.ts";
import { createUserPage } from "./aws-console.ts";
import { type ChangeSetUp, placeOf } from "./draft.ts";
import { iamName, type Place, policyOf } from "./place.ts";
import { RoleAccess } from "./role-access.tsx";
import { keyTerraform } from "./terraform.ts";
import { ToolInstructions } from "./tool-instructions.tsx";

interface StepProps {
  readonly draft: SetUpSearch;
  readonly onChange: ChangeSetUp;
  /** Null where a link does not tell. */
  readonly trust: Trust | null;
  /** Whether all of this came with a link that anybody can have written. */
  readonly isFromLink: boolean;
}

const tabs = ["key", "role"] as const;

/** Access for a user with a key, or for a role. */
export function AccessStep({ draft, onChange, trust, isFromLink }: StepProps) {
  const place = placeOf(draft);
  if (place === null) {
    return (
      <Panel>
        <Empty title={texts.missing}>
          <p>{texts.bucketFirst}</p>
        </Empty>
      </Panel>
    );
  }
  if (place.endpoint !== null) {
    return (
      <Panel title={texts.steps[1]}>
        <div className={styles.body}>
          <p>{texts.compatibleLead}</p>
          <Policy place={place} />
        </div>
      </Panel>
    );
  }
  return (
    <Panel title={texts.steps[1]}>
      <div className={styles.body}>
        <Tabs
          label={texts.access.label}
          tabs={texts.access}
          order={tabs}
          selected={draft.access ?? "key"}
          onSelect={(tab) => onChange({ access: tab === "role" ? "role" : undefined })}
        >
          {draft.access === "role" ? (
            <RoleAccess place={place} draft={draft} onChange={onChange} trust={trust} isFromLink={isFromLink} />
          ) : (
            <KeyAccess place={place} draft={draft} onChange={onChange} />
          )}
        </Tabs>
      </div>
    </Panel>
  );
}

function KeyAccess({ place, draft, onChange }: Pick<StepProps, "draft" | "onChange"> & { readonly place: Place }) {
  return (
    <>
      <p>{texts.keyLead}</p>
      <div className={styles.columns}>
        <Policy place={place} />
        <div className={styles.form}>
          <ToolInstructions
            tool={draft.tool}
            onTool={(tool) => onChange({ tool })}
            label={texts.steps[1]}
            console={{
              page: createUserPage(place.region),
              open: texts.console.openUser,
              steps: texts.console.key(iamName(place)),
            }}
            cli={grantKeyCommands(place)}
            terraform={keyTerraform(place)}
          />
        </div>
      </div>
    </>
  );
}

function Policy({ place }: { readonly place: Place }) {
  return <CopyableBlock text={JSON.stringify(policyOf(place), null, 2)} label={texts.policy} />;
}
