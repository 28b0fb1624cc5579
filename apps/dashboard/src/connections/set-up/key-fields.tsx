import type { ApiProblem } from "../../api/problem.ts";
import { setUpTexts } from "../../texts/connections.ts";
import { TextField } from "../../ui/field.tsx";
import type { Keys } from "./keys.ts";

const texts = setUpTexts.keys;

interface KeyFieldsProps {
  readonly keys: Keys;
  readonly onChange: (keys: Keys) => void;
  readonly problem: ApiProblem | null;
}

/** An access key; what fills in passwords keeps out of it. */
export function KeyFields({ keys, onChange, problem }: KeyFieldsProps) {
  return (
    <>
      <TextField
        label={texts.accessKeyId}
        error={problem?.of("/credentials/accessKeyId")}
        isCode
        isRequired
        autoComplete="off"
        spellCheck="false"
        value={keys.accessKeyId}
        onChange={(accessKeyId) => onChange({ ...keys, accessKeyId })}
      />
      <TextField
        label={texts.secret}
        help={texts.secretHelp}
        error={problem?.of("/credentials/secretAccessKey")}
        type="password"
        isCode
        isRequired
        autoComplete="off"
        value={keys.secretAccessKey}
        onChange={(secretAccessKey) => onChange({ ...keys, secretAccessKey })}
      />
    </>
  );
}

interface RoleFieldProps {
  readonly roleArn: string;
  readonly onChange: (roleArn: string) => void;
  readonly problem: ApiProblem | null;
}

export function RoleField({ roleArn, onChange, problem }: RoleFieldProps) {
  return (
    <TextField
      label={texts.roleArn}
      help={texts.roleArnHelp}
      error={problem?.of("/credentials/roleArn")}
      isCode
      isRequired
      autoComplete="off"
      spellCheck="false"
      value={roleArn}
      onChange={onChange}
    />
  );
}
