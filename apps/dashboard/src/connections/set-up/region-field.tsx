import { bucketRegions } from "@sluice/types";
import { useState } from "react";
import { setUpTexts } from "../../texts/connections.ts";
import { Choices } from "../../ui/choices.tsx";
import { TextField } from "../../ui/field.tsx";
import type { SetUpSearch } from "../set-up-search.ts";
import type { ChangeSetUp } from "./draft.ts";

const texts = setUpTexts.region;
const other = "other";

interface RegionFieldProps {
  readonly draft: SetUpSearch;
  readonly onChange: ChangeSetUp;
  readonly recommended: string | undefined;
}

/** The table of regions, with that of the project marked; or any other. */
export function RegionField({ draft: { region }, onChange, recommended }: RegionFieldProps) {
  const isKnown = Object.values(bucketRegions).some((one) => one.region === region);
  const [isOther, setOther] = useState(region !== undefined && !isKnown);
  const choices = Object.entries(bucketRegions).map(([data, { region: value, place }]) => ({
    value,
    title: place,
    text: `${value}, ${texts.data(data)}${value === recommended ? `: ${texts.recommended}` : ""}`,
  }));
  return (
    <>
      <Choices
        label={texts.label}
        help={texts.help}
        choices={[...choices, { value: other, title: texts.other, text: texts.otherText }]}
        value={isOther ? other : (region ?? "")}
        onChange={(value) => {
          setOther(value === other);
          onChange({ region: value === other ? undefined : value });
        }}
      />
      {isOther && (
        <TextField
          label={texts.name}
          isCode
          isRequired
          autoComplete="off"
          spellCheck="false"
          value={region ?? ""}
          onChange={(value) => onChange({ region: value || undefined })}
        />
      )}
    </>
  );
}
