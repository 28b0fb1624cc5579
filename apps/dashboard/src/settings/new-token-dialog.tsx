import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";
import { answerOf } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import type { NewToken, TokenRole } from "../api/schema.d.ts";
import { useProject } from "../shell/project-context.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Button } from "../ui/button.tsx";
import { Choices } from "../ui/choices.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { ProblemNotice } from "../ui/notice.tsx";
import { Select } from "../ui/select.tsx";
import { ShownOnce } from "../ui/shown-once.tsx";
import styles from "./settings.module.css";
import { type ExpiryChoice, expiryChoices, expiryOf } from "./token-expiry.ts";

const texts = settingsTexts.tokens.new;
const { roles } = settingsTexts.tokens;

interface NewTokenDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes a token and shows it, this once: nothing keeps it when the dialog is closed. */
export function NewTokenDialog({ isOpen, onClose }: NewTokenDialogProps) {
  const { id, api } = useProject();
  const queries = useQueryClient();
  const create = useMutation({
    mutationFn: (body: NewToken) => answerOf(api.POST("/v1/tokens", { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: [id, "tokens"] }),
    gcTime: 0,
  });
  const close = (): void => {
    create.reset();
    onClose();
  };
  const made = create.data;
  return (
    <Dialog
      title={made ? texts.made(made.name) : texts.title}
      isOpen={isOpen}
      onClose={close}
      isAlert={made !== undefined}
    >
      {made ? (
        <ShownOnce text={made.token} label={texts.label} warning={texts.warning} onDone={close}>
          <p className={styles.muted}>{texts.use}</p>
        </ShownOnce>
      ) : (
        <TokenForm error={create.error} isPending={create.isPending} onSubmit={create.mutate} />
      )}
    </Dialog>
  );
}

interface TokenFormProps {
  readonly error: unknown;
  readonly isPending: boolean;
  readonly onSubmit: (body: NewToken) => void;
}

function TokenForm({ error, isPending, onSubmit }: TokenFormProps) {
  const { timeZone } = useProject();
  const [name, setName] = useState("");
  const [role, setRole] = useState<TokenRole>("viewer");
  const [expiry, setExpiry] = useState<ExpiryChoice>("90");
  const [day, setDay] = useState("");
  const problem = error ? problemOf(error) : null;
  const expiresAt = expiryOf(expiry, day, { timeZone, nowMs: Date.now() });
  return (
    <Form
      className={styles.dialogForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (expiresAt !== undefined) onSubmit({ name: name.trim(), role, expiresAt });
      }}
    >
      {problem && problem.fields.length === 0 && <ProblemNotice error={problem} />}
      <TextField
        label={texts.name}
        help={texts.nameHelp}
        error={problem?.of("/name")}
        autoFocus
        isRequired
        autoComplete="off"
        value={name}
        onChange={setName}
      />
      <Choices
        label={texts.role}
        choices={[
          { value: "viewer", title: roles.viewer.title, text: roles.viewer.text },
          { value: "admin", title: roles.admin.title, text: roles.admin.text },
        ]}
        value={role}
        onChange={setRole}
        error={problem?.of("/role")}
      />
      <Select
        label={texts.expires}
        choices={expiryChoices.map((value) => ({ value, title: texts.choices[value] }))}
        value={expiry}
        onChange={setExpiry}
        help={expiry === "never" ? texts.neverHelp : undefined}
        error={expiry === "date" ? undefined : problem?.of("/expiresAt")}
      />
      {expiry === "date" && (
        <TextField
          label={texts.day}
          help={texts.dayHelp(timeZone)}
          error={problem?.of("/expiresAt")}
          type="date"
          isRequired
          value={day}
          onChange={setDay}
        />
      )}
      <DialogActions>
        <Button
          type="submit"
          kind="primary"
          isPending={isPending}
          isDisabled={name.trim() === "" || expiresAt === undefined}
        >
          {texts.submit}
        </Button>
      </DialogActions>
    </Form>
  );
}
