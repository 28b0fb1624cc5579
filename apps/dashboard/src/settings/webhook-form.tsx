import { useState } from "react";
import { Form } from "react-aria-components";
import { problemOf } from "../api/problem.ts";
import type { Webhook } from "../api/schema.d.ts";
import { settingsTexts } from "../texts/settings.ts";
import { Button } from "../ui/button.tsx";
import { Checks } from "../ui/checks.tsx";
import { DialogActions } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { ProblemNotice } from "../ui/notice.tsx";
import styles from "./settings.module.css";
import { webhookEventTypes } from "./told-of.ts";

const { form: texts, eventTypes: types } = settingsTexts.webhooks;

type Wanted = Pick<Webhook, "name" | "url" | "eventTypes">;

interface WebhookFormProps {
  readonly webhook: Wanted;
  readonly action: string;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly onSubmit: (wanted: Wanted) => void;
}

export const newWebhook: Wanted = { name: "", url: "", eventTypes: [...webhookEventTypes] };

export function WebhookForm({ webhook, action, error, isPending, onSubmit }: WebhookFormProps) {
  const [wanted, setWanted] = useState<Wanted>(webhook);
  const { name, url, eventTypes } = wanted;
  const problem = error ? problemOf(error) : null;
  const isWhole = name.trim() !== "" && url.trim() !== "" && eventTypes.length > 0;
  return (
    <Form
      className={styles.dialogForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) onSubmit({ name: name.trim(), url: url.trim(), eventTypes });
      }}
    >
      {problem && problem.fields.length === 0 && <ProblemNotice error={problem} />}
      <TextField
        label={texts.name}
        autoFocus
        isRequired
        autoComplete="off"
        value={name}
        onChange={(text) => setWanted({ name: text, url, eventTypes })}
        error={problem?.of("/name")}
      />
      <TextField
        label={texts.url}
        help={texts.urlHelp}
        isRequired
        isCode
        inputMode="url"
        autoComplete="off"
        placeholder="https://hooks.example.com/sluice"
        value={url}
        onChange={(text) => setWanted({ name, url: text, eventTypes })}
        error={problem?.of("/url")}
      />
      <Checks
        label={texts.events}
        choices={webhookEventTypes.map((value) => ({ value, title: types[value].title, text: types[value].text }))}
        value={eventTypes}
        onChange={(chosen) => setWanted({ name, url, eventTypes: chosen })}
        error={problem?.of("/eventTypes")}
      />
      <DialogActions>
        <Button type="submit" kind="primary" isPending={isPending} isDisabled={!isWhole}>
          {action}
        </Button>
      </DialogActions>
    </Form>
  );
}
