import { useState } from "react";
import { Form } from "react-aria-components";
import { problemOf } from "../../api/problem.ts";
import type { Connection } from "../../api/schema.d.ts";
import { connectionTexts, setUpTexts } from "../../texts/connections.ts";
import { Button } from "../../ui/button.tsx";
import { Choices } from "../../ui/choices.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Select } from "../../ui/select.tsx";
import { useConnectionChange } from "../connection-queries.ts";
import styles from "../connections.module.css";
import { connectionChange, editsOf } from "./connection-edits.ts";

const texts = connectionTexts.edit;
const encryptions = ["none", "sse-s3", "sse-kms"] as const;

interface EditDialogProps {
  readonly connection: Connection;
  readonly onClose: () => void;
}

/** All of a connection but its keys. */
export function EditDialog({ connection, onClose }: EditDialogProps) {
  const [edits, setEdits] = useState(() => editsOf(connection));
  const change = useConnectionChange(connection.id);
  const problem = change.error ? problemOf(change.error) : null;
  const body = connectionChange(connection, edits);
  const set = (edited: Partial<typeof edits>): void => {
    change.reset();
    setEdits({ ...edits, ...edited });
  };
  const code = (label: string, field: "bucket" | "region" | "prefix" | "endpoint") => (
    <TextField
      label={label}
      error={problem?.of(`/${field}`)}
      isCode
      autoComplete="off"
      spellCheck="false"
      value={edits[field]}
      onChange={(value) => set({ [field]: value })}
    />
  );
  return (
    <Dialog title={texts.title} isOpen onClose={onClose}>
      <Form
        className={styles.form}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (Object.keys(body).length === 0) onClose();
          else change.mutate(body, { onSuccess: onClose });
        }}
      >
        <p className={styles.muted}>{texts.text}</p>
        {problem && problem.fields.length === 0 && <ProblemNotice error={problem} />}
        <TextField
          label={setUpTexts.keys.name}
          error={problem?.of("/name")}
          autoFocus
          isRequired
          autoComplete="off"
          value={edits.name}
          onChange={(name) => set({ name })}
        />
        {code(setUpTexts.bucket, "bucket")}
        {code(setUpTexts.prefix, "prefix")}
        {code(setUpTexts.region.label, "region")}
        {code(texts.endpoint, "endpoint")}
        {edits.endpoint !== "" && (
          <Choices
            label={setUpTexts.pathStyle.label}
            choices={[
              { value: "path", ...setUpTexts.pathStyle.path },
              { value: "host", ...setUpTexts.pathStyle.host },
            ]}
            value={edits.pathStyle ? "path" : "host"}
            onChange={(value) => set({ pathStyle: value === "path" })}
            error={problem?.of("/pathStyle")}
          />
        )}
        <Select
          label={connectionTexts.facts.encryption}
          choices={encryptions.map((value) => ({ value, title: connectionTexts.encryption[value].title }))}
          value={edits.encryption}
          onChange={(encryption) => set({ encryption })}
          help={connectionTexts.encryption[edits.encryption].text}
          error={edits.encryption === "sse-kms" ? undefined : problem?.of("/encryption")}
        />
        {edits.encryption === "sse-kms" && (
          <TextField
            label={connectionTexts.kmsKey}
            help={connectionTexts.kmsKeyHelp}
            error={problem?.of("/encryption/keyId") ?? problem?.of("/encryption")}
            isCode
            isRequired
            autoComplete="off"
            spellCheck="false"
            value={edits.kmsKey}
            onChange={(kmsKey) => set({ kmsKey })}
          />
        )}
        <DialogActions>
          <Button type="submit" kind="primary" isPending={change.isPending}>
            {texts.save}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
