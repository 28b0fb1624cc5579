import { trustPolicy } from "@sluice/policies";
import { setUpTexts as texts } from "../../texts/connections.ts";
import { CopyableBlock } from "../../ui/copyable.tsx";
import { Notice } from "../../ui/notice.tsx";
import styles from "../connections.module.css";
import type { SetUpSearch } from "../set-up-search.ts";
import { grantRoleCommands, type Trust } from "./aws-commands.ts";
import { createRolePage } from "./aws-console.ts";
import type { ChangeSetUp } from "./draft.ts";
import { iamName, type Place, policyOf } from "./place.ts";
import { roleTerraform } from "./terraform.ts";
import { ToolInstructions } from "./tool-instructions.tsx";

interface RoleAccessProps {
  readonly place: Place;
  readonly draft: SetUpSearch;
  readonly onChange: ChangeSetUp;
  readonly trust: Trust | null;
  readonly isFromLink: boolean;
}

/** A role's two policies, and how to make it. */
export function RoleAccess({ place, draft, onChange, trust, isFromLink }: RoleAccessProps) {
  if (trust === null) return <Notice tone="warning">{texts.noExternalId}</Notice>;
  const policy = JSON.stringify(policyOf(place), null, 2);
  const trusted = JSON.stringify(trustPolicy(trust.principal, trust.externalId), null, 2);
  return (
    <>
      <p>{texts.roleLead}</p>
      {trust.principal === null && <Notice tone="warning">{texts.noPrincipal}</Notice>}
      {isFromLink && <Notice tone="warning">{texts.linkTrust}</Notice>}
      <div className={styles.columns}>
        <div className={styles.form}>
          <h3>{texts.trust}</h3>
          <CopyableBlock text={trusted} label={texts.trust} />
          <h3>{texts.policy}</h3>
          <CopyableBlock text={policy} label={texts.policy} />
        </div>
        <div className={styles.form}>
          <ToolInstructions
            tool={draft.tool}
            onTool={(tool) => onChange({ tool })}
            label={texts.steps[1]}
            console={{
              page: createRolePage(place.region),
              open: texts.console.openRole,
              steps: texts.console.role(iamName(place)),
            }}
            cli={grantRoleCommands(place, trust)}
            terraform={roleTerraform(place, trust)}
          />
        </div>
      </div>
    </>
  );
}
