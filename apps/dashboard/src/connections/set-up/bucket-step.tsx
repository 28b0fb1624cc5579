import { setUpTexts as texts } from "../../texts/connections.ts";
import { Choices } from "../../ui/choices.tsx";
import { TextField } from "../../ui/field.tsx";
import { Panel } from "../../ui/page.tsx";
import styles from "../connections.module.css";
import type { SetUpSearch } from "../set-up-search.ts";
import { createBucketCommand } from "./aws-commands.ts";
import { createBucketPage } from "./aws-console.ts";
import { bucketFault, type ChangeSetUp, placeOf, prefixFault } from "./draft.ts";
import { RegionField } from "./region-field.tsx";
import { bucketTerraform } from "./terraform.ts";
import { ToolInstructions } from "./tool-instructions.tsx";

interface StepProps {
  readonly draft: SetUpSearch;
  readonly onChange: ChangeSetUp;
  /** Where the bucket should be; undefined where the project is not known. */
  readonly recommended: string | undefined;
}

export function BucketStep({ draft, onChange, recommended }: StepProps) {
  const { store = "aws" } = draft;
  const place = placeOf(draft);
  return (
    <div className={styles.columns}>
      <Panel title={texts.steps[0]}>
        <div className={styles.body}>
          <Choices
            label={texts.store.label}
            choices={[
              { value: "aws", ...texts.store.aws },
              { value: "compatible", ...texts.store.compatible },
            ]}
            value={store}
            onChange={(value) => onChange(storeChange(value, draft))}
          />
          {store === "compatible" && <StoreFields draft={draft} onChange={onChange} />}
          <TextField
            label={texts.bucket}
            help={texts.bucketHelp}
            error={bucketFault(draft.bucket)}
            isCode
            isRequired
            autoComplete="off"
            spellCheck="false"
            value={draft.bucket ?? ""}
            onChange={(bucket) => onChange({ bucket: bucket || undefined })}
          />
          {store === "aws" && <RegionField draft={draft} onChange={onChange} recommended={recommended} />}
          <TextField
            label={texts.prefix}
            help={texts.prefixHelp}
            error={prefixFault(draft.prefix)}
            isCode
            autoComplete="off"
            spellCheck="false"
            value={draft.prefix ?? ""}
            onChange={(prefix) => onChange({ prefix: prefix || undefined })}
          />
        </div>
      </Panel>
      <Panel title={texts.make}>
        <div className={styles.body}>
          {place === null ? (
            <p className={styles.muted}>{texts.bucketFirst}</p>
          ) : (
            <ToolInstructions
              tool={draft.tool}
              onTool={(tool) => onChange({ tool })}
              label={texts.steps[0]}
              console={
                place.endpoint === null
                  ? {
                      page: createBucketPage(place.region),
                      open: texts.console.openBucket,
                      steps: texts.console.bucket(place.bucket, place.region),
                    }
                  : null
              }
              cli={createBucketCommand(place)}
              terraform={place.endpoint === null ? bucketTerraform(place) : null}
            />
          )}
        </div>
      </Panel>
    </div>
  );
}

function storeChange(store: "aws" | "compatible", { region }: SetUpSearch): SetUpSearch {
  if (store === "aws") return { store: undefined };
  return { store, access: undefined, region: region ?? "us-east-1" };
}

function StoreFields({ draft, onChange }: Pick<StepProps, "draft" | "onChange">) {
  return (
    <>
      <TextField
        label={texts.endpoint}
        help={texts.endpointHelp}
        isCode
        isRequired
        autoComplete="off"
        spellCheck="false"
        value={draft.endpoint ?? ""}
        onChange={(endpoint) => onChange({ endpoint: endpoint || undefined })}
      />
      <TextField
        label={texts.region.name}
        help={texts.region.nameHelp}
        isCode
        isRequired
        autoComplete="off"
        spellCheck="false"
        value={draft.region ?? ""}
        onChange={(region) => onChange({ region: region || undefined })}
      />
      <Choices
        label={texts.pathStyle.label}
        choices={[
          { value: "path", ...texts.pathStyle.path },
          { value: "host", ...texts.pathStyle.host },
        ]}
        value={draft.pathStyle === false ? "host" : "path"}
        onChange={(value) => onChange({ pathStyle: value === "host" ? false : undefined })}
      />
    </>
  );
}
