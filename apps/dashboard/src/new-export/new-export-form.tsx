import { useEffect, useRef, useState } from "react";
import { Form } from "react-aria-components";
import { problemOf } from "../api/problem.ts";
import type { Connection } from "../api/schema.d.ts";
import { eventTexts, newExportTexts, typeTexts } from "../texts/new-export.ts";
import { Button } from "../ui/button.tsx";
import { Choices } from "../ui/choices.tsx";
import { DialogActions } from "../ui/dialog.tsx";
import { TextField } from "../ui/field.tsx";
import { Notice, ProblemNotice } from "../ui/notice.tsx";
import { useNow } from "../ui/now.ts";
import { BlockingExport } from "./blocking-export.tsx";
import { DestinationFields } from "./destination-fields.tsx";
import type { Draft } from "./draft.ts";
import { EventsField } from "./events-field.tsx";
import { fieldError, focusFirstWrong, isAllBesideFields } from "./field-places.ts";
import { choicesOf, FormatFields } from "./format-fields.tsx";
import styles from "./new-export.module.css";
import { isOfEvents, OutcomePanel } from "./outcome-panel.tsx";
import { profileExportScheduled } from "./scheduled-profiles.ts";
import { isRefused } from "./submission.ts";
import { useCreation } from "./use-creation.ts";
import { useOutcome } from "./use-outcome.ts";
import type { Warehouse } from "./warehouses.ts";
import { WhenFields } from "./when-fields.tsx";

interface NewExportFormProps {
  readonly connections: readonly Connection[];
  readonly initial: Draft;
  readonly onTouched: (isTouched: boolean) => void;
  readonly onCreated: (requestId: number) => void;
  readonly onCancel: () => void;
}

const minuteMs = 60_000;
/** The fields that say themselves what is wrong with them. */
const places = [
  "/connectionId",
  "/type",
  "/eventNames",
  "/frequency",
  "/from",
  "/to",
  "/everyHours",
  "/startFrom",
  "/format",
  "/options",
  "/name",
];

/** The form at the left, and what it will do at the right. */
export function NewExportForm({ connections, initial, onTouched, onCreated, onCancel }: NewExportFormProps) {
  const [draft, setDraft] = useState(initial);
  const [warehouse, setWarehouse] = useState<Warehouse | null>(null);
  const nowMs = Math.floor(useNow() / minuteMs) * minuteMs;
  const form = useRef<HTMLFormElement>(null);
  const outcome = useOutcome(draft);
  const { create, reset, isPending, problem: refused } = useCreation(onCreated);
  const estimateProblem = outcome.estimate.error && outcome.missing === null ? problemOf(outcome.estimate.error) : null;
  const problem = refused ?? estimateProblem;
  useEffect(() => {
    if (refused && form.current) focusFirstWrong(form.current, refused);
  }, [refused]);
  const change = (changed: Draft) => {
    setDraft(changed);
    onTouched(JSON.stringify(changed) !== JSON.stringify(initial));
    // What was refused was said of what is not there any more.
    if (refused) reset();
  };
  return (
    <Form
      ref={form}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        create(draft);
      }}
    >
      <div className={styles.columns}>
        <div className={styles.form}>
          <div className={styles.part}>
            <DestinationFields
              connections={connections}
              value={draft.connectionId}
              onChange={(connectionId) => change({ ...draft, connectionId })}
              error={fieldError(problem, "/connectionId")}
            />
          </div>
          <div className={styles.part}>
            <div data-pointers="/type" className={styles.place}>
              <Choices
                label={eventTexts.type}
                choices={choicesOf(["allEvents", "selectEvents", "allProfiles"], typeTexts)}
                value={draft.type}
                onChange={(type) => change({ ...draft, type })}
                error={fieldError(problem, "/type")}
              />
            </div>
            {draft.type === "selectEvents" && (
              <div data-pointers="/eventNames" className={styles.place}>
                <EventsField
                  selected={draft.eventNames}
                  onChange={(eventNames) => change({ ...draft, eventNames })}
                  error={fieldError(problem, "/eventNames")}
                  warnings={outcome.estimate.data?.warnings.filter(isOfEvents) ?? []}
                />
              </div>
            )}
            {draft.type === "allProfiles" && (
              <div data-code={profileExportScheduled} className={styles.place}>
                <BlockingExport frequency={draft.frequency} onStopped={reset} />
              </div>
            )}
          </div>
          <div className={styles.part}>
            <WhenFields draft={draft} onChange={change} problem={problem} nowMs={nowMs} />
          </div>
          <div className={styles.part}>
            <FormatFields
              draft={draft}
              onChange={change}
              error={fieldError(problem, "/format", "/options")}
              warehouse={warehouse}
              onWarehouse={setWarehouse}
            />
          </div>
          <div data-pointers="/name" className={styles.part}>
            <TextField
              label={newExportTexts.name}
              help={newExportTexts.optional}
              value={draft.name}
              onChange={(name) => change({ ...draft, name })}
              error={fieldError(problem, "/name")}
            />
          </div>
        </div>
        <div className={styles.outcome}>
          <OutcomePanel outcome={outcome} />
        </div>
      </div>
      <div className={styles.foot}>
        {refused &&
          (isAllBesideFields(refused, places) ? (
            <Notice tone="problem">{newExportTexts.refused}</Notice>
          ) : (
            <ProblemNotice error={refused} />
          ))}
        {refused && !isRefused(refused) && <p className={styles.muted}>{newExportTexts.unsure}</p>}
        <DialogActions>
          <Button onPress={onCancel}>{newExportTexts.cancel}</Button>
          <Button type="submit" kind="primary" isPending={isPending}>
            {newExportTexts.create}
          </Button>
        </DialogActions>
      </div>
    </Form>
  );
}
