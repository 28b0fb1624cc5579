import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Form } from "react-aria-components";
import { type ApiProblem, problemOf } from "../../api/problem.ts";
import type { Export, Format } from "../../api/schema.d.ts";
import { connectionsQuery } from "../../connections/connection-queries.ts";
import { useProject } from "../../shell/project-context.ts";
import { exportTexts } from "../../texts/export.ts";
import { Button } from "../../ui/button.tsx";
import { Choices } from "../../ui/choices.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { TextField } from "../../ui/field.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { Select } from "../../ui/select.tsx";
import { changeOf, draftOf, type EditDraft } from "./edit-draft.ts";
import styles from "./export-actions.module.css";
import { OptionFields } from "./option-fields.tsx";
import { useExportChange } from "./use-export-change.ts";

const texts = exportTexts.edit;

interface EditDialogProps {
  readonly found: Export;
  readonly onClose: () => void;
}

/** Changes a recurring export from its next run on. */
export function EditDialog({ found, onClose }: EditDialogProps) {
  const [draft, setDraft] = useState(() => draftOf(found));
  const change = useExportChange(found.requestId);
  const problem = change.error ? problemOf(change.error) : null;
  const body = changeOf(found, draft);
  const changesNothing = Object.keys(body).length === 0;
  return (
    <Dialog title={texts.title} isOpen onClose={onClose}>
      <Form
        className={styles.form}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          if (changesNothing) onClose();
          else change.mutate({ does: "edit", change: body }, { onSuccess: onClose });
        }}
      >
        <p className={styles.note}>{texts.note}</p>
        <EditFields found={found} draft={draft} onChange={setDraft} problem={problem} />
        {problem && <ProblemNotice error={problem} />}
        <DialogActions>
          <Button onPress={onClose}>{exportTexts.actions.cancel}</Button>
          <Button kind="primary" type="submit" isPending={change.isPending}>
            {texts.save}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}

interface EditFieldsProps {
  readonly found: Export;
  readonly draft: EditDraft;
  readonly onChange: (draft: EditDraft) => void;
  readonly problem: ApiProblem | null;
}

function EditFields({ found, draft, onChange, problem }: EditFieldsProps) {
  const set = (part: Partial<EditDraft>) => onChange({ ...draft, ...part });
  const connections = useConnectionChoices(found);
  return (
    <>
      <TextField
        label={texts.name}
        help={texts.nameHelp}
        value={draft.name}
        onChange={(name) => set({ name })}
        error={problem?.of("/name")}
      />
      <Select
        label={exportTexts.facts.connection}
        choices={connections}
        value={draft.connectionId}
        onChange={(connectionId) => set({ connectionId })}
        error={problem?.of("/connectionId")}
      />
      <TextField
        label={texts.everyHours}
        help={texts.everyHoursHelp}
        inputMode="numeric"
        value={draft.everyHours}
        onChange={(everyHours) => set({ everyHours })}
        error={problem?.of("/everyHours")}
      />
      {found.type === "selectEvents" && (
        <TextField
          label={texts.eventNames}
          help={texts.eventNamesHelp}
          rows={5}
          value={draft.eventNames}
          onChange={(eventNames) => set({ eventNames })}
          error={problem?.fields.find(({ pointer }) => pointer.startsWith("/eventNames"))?.message}
        />
      )}
      <Choices
        label={exportTexts.facts.format}
        choices={formats}
        value={draft.format}
        onChange={(format) => set({ format, options: format === found.format ? found.options : {} })}
        error={problem?.of("/format")}
      />
      <OptionFields
        format={draft.format}
        type={found.type}
        options={draft.options}
        onChange={(options) => set({ options })}
      />
    </>
  );
}

const formats = (["json", "xml", "csv", "parquet"] as const satisfies readonly Format[]).map((value) => ({
  value,
  title: exportTexts.formats[value],
}));

function useConnectionChoices({ connection }: Export) {
  const { data = [] } = useQuery(connectionsQuery(useProject()));
  const others = data.filter((one) => one.id !== connection.id);
  return [connection, ...others].map((one) => ({ value: one.id, title: one.name }));
}
