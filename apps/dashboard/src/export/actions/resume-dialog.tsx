import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Export, Resume } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { exportTexts } from "../../texts/export.ts";
import { Button } from "../../ui/button.tsx";
import { Choices } from "../../ui/choices.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { counted, dateTime, offset } from "../../ui/figures.ts";
import { Loading } from "../../ui/loading.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { useNow } from "../../ui/now.ts";
import { windowsQuery } from "../export-queries.ts";
import { windowInWords } from "../window-text.tsx";
import styles from "./export-actions.module.css";
import { type ResumeChoices, resumeChoices } from "./resume-choices.ts";
import { useExportChange } from "./use-export-change.ts";

const texts = exportTexts.resume;

interface ResumeDialogProps {
  readonly found: Export;
  readonly onClose: () => void;
}

/** Where a stopped export goes on: what each choice delivers and leaves out, in times. */
export function ResumeDialog({ found, onClose }: ResumeDialogProps) {
  const project = useProject();
  const windows = useQuery(windowsQuery(project, found.requestId));
  const change = useExportChange(found.requestId);
  const [from, setFrom] = useState<Resume["from"]>("lastRun");
  const nowMs = useNow();
  const choices = windows.data && resumeChoices(found, windows.data.windows, nowMs);
  return (
    <Dialog title={texts.title} isOpen onClose={onClose}>
      {choices ? (
        <Choices
          label={texts.label}
          value={from}
          onChange={setFrom}
          choices={[
            { value: "lastRun", title: texts.lastRun, text: lastRunText(choices, project.timeZone) },
            { value: "now", title: texts.now, text: nowText(choices, project.timeZone) },
          ]}
        />
      ) : windows.error ? (
        <ProblemNotice error={windows.error} onRetry={() => void windows.refetch()} />
      ) : (
        <Loading rows={5} />
      )}
      <p className={styles.note}>{texts.note}</p>
      {change.error && <ProblemNotice error={change.error} />}
      <DialogActions>
        <Button onPress={onClose}>{exportTexts.actions.cancel}</Button>
        <Button
          kind="primary"
          isDisabled={!choices}
          isPending={change.isPending}
          onPress={() => change.mutate({ does: "resume", from }, { onSuccess: onClose })}
        >
          {exportTexts.actions.resume}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function lastRunText({ open, goesOnAt, due }: ResumeChoices, timeZone: string): string {
  const begins = open
    ? texts.open(windowInWords(open.window, timeZone))
    : goesOnAt === null
      ? texts.profiles
      : texts.next(at(goesOnAt, timeZone));
  const runs = due > 1 ? ` ${texts.due(counted(due, "run"))}` : "";
  return `${texts.nothingLeftOut} ${begins}${runs}`;
}

function nowText({ leftOut }: ResumeChoices, timeZone: string): string {
  if (leftOut === null) return texts.same;
  return texts.leftOut(windowInWords(leftOut, timeZone));
}

function at(instant: string, timeZone: string): string {
  return `${dateTime(instant, timeZone)} ${offset(instant, timeZone)}`;
}
