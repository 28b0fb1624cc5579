import { useState } from "react";
import { Form } from "react-aria-components";
import { problemOf } from "../../api/problem.ts";
import type { Connection } from "../../api/schema.d.ts";
import { connectionTexts, setUpTexts } from "../../texts/connections.ts";
import { Button } from "../../ui/button.tsx";
import { Choices } from "../../ui/choices.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { Notice, ProblemNotice } from "../../ui/notice.tsx";
import { useConnectionChange, useTrial } from "../connection-queries.ts";
import styles from "../connections.module.css";
import { KeyFields, RoleField } from "../set-up/key-fields.tsx";
import { emptyKeys, keyCredentials, trialFor } from "../set-up/keys.ts";
import { TestResult } from "../test-result.tsx";

const texts = connectionTexts.replace;

interface ReplaceKeysDialogProps {
  readonly connection: Connection;
  readonly onClose: () => void;
}

/** New keys are tested where the present ones are used, and taken only if they work. */
export function ReplaceKeysDialog({ connection, onClose }: ReplaceKeysDialogProps) {
  const [access, setAccess] = useState<"key" | "role">(connection.roleArn === null ? "key" : "role");
  const [keys, setKeys] = useState(emptyKeys);
  const [roleArn, setRoleArn] = useState("");
  const trial = useTrial();
  const change = useConnectionChange(connection.id);
  const credentials = access === "role" ? { roleArn: roleArn.trim() } : keyCredentials(keys);
  const isComplete = Object.values(credentials).every((value) => value !== "");
  const error = trial.error ?? change.error;
  const problem = error ? problemOf(error) : null;
  const replace = async (): Promise<void> => {
    const { ok } = await trial.mutateAsync(trialFor(connection, credentials));
    if (ok) await change.mutateAsync({ credentials });
  };
  const isPending = trial.isPending || change.isPending;
  const forget = (): void => {
    trial.reset();
    change.reset();
  };
  if (change.data) {
    return (
      <Dialog title={texts.title} isOpen onClose={onClose}>
        <Notice tone="success">{texts.replaced(change.data.credentialVersion)}</Notice>
        <TestResult result={trial.data} isPending={false} />
        <p>{texts.old}</p>
        <DialogActions>
          <Button kind="primary" autoFocus onPress={onClose}>
            {texts.close}
          </Button>
        </DialogActions>
      </Dialog>
    );
  }
  return (
    <Dialog title={texts.title} isOpen onClose={onClose}>
      <Form
        className={styles.form}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          // What fails is in the mutations, and shown from there.
          if (isComplete && !isPending) void replace().catch(() => undefined);
        }}
      >
        <p>{texts.text}</p>
        {connection.endpoint === null && (
          <Choices
            label={setUpTexts.access.label}
            choices={[
              { value: "key", title: setUpTexts.access.key },
              { value: "role", title: setUpTexts.access.role },
            ]}
            value={access}
            onChange={(value) => {
              forget();
              setAccess(value);
            }}
          />
        )}
        {access === "role" ? (
          <RoleField
            roleArn={roleArn}
            problem={problem}
            onChange={(value) => {
              forget();
              setRoleArn(value);
            }}
          />
        ) : (
          <KeyFields
            keys={keys}
            problem={problem}
            onChange={(value) => {
              forget();
              setKeys(value);
            }}
          />
        )}
        <TestResult result={trial.data} isPending={trial.isPending} />
        {trial.data?.ok === false && <Notice tone="warning">{texts.refused}</Notice>}
        {problem && problem.fields.length === 0 && <ProblemNotice error={problem} />}
        <DialogActions>
          <Button type="submit" kind="primary" isPending={isPending} isDisabled={!isComplete}>
            {texts.submit}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
