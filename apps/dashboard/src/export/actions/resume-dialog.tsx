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

interface ResumeDialogProps {
  readonly found: Export;
  readonly onClose: () => void;
}

/** Where a stopped export goes on: what each choice delivers and leaves out, in times. */
export function ResumeDialog({ found, onClose }: ResumeDialogProps) {
  const project = useProject();
  const windows = useQuery(windowsQuery(project, found.requestId, false));
  const change = useExportChange(found.requestId);
  const [from, setFrom] = useState<Resume["from"]>("lastRun");
  const nowMs = useNow();
  const choices = windows.data && resumeChoices(found, windows.data.windows, nowMs);
  return (
    <Dialog title="Resume this export" isOpen onClose={onClose}>
      {choices ? (
        <Choices
          label="Where it goes on"
          value={from}
          onChange={setFrom}
          choices={[
            { value: "lastRun", title: "From the last run", text: lastRunText(choices, project.timeZone) },
            { value: "now", title: "From now", text: nowText(choices, project.timeZone) },
          ]}
        />
      ) : windows.error ? (
        <ProblemNotice error={windows.error} onRetry={() => void windows.refetch()} />
      ) : (
        <Loading rows={5} />
      )}
      <p className={styles.note}>
        What is left out stands in the ledger and in the next manifest as skipped, so that it is told from a gap that
        nobody wanted.
      </p>
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
    ? `Its open window is run again first: ${windowInWords(open.window, timeZone)}.`
    : goesOnAt === null
      ? "The first run delivers all profiles."
      : `The next window starts at ${at(goesOnAt, timeZone)}.`;
  const runs = due > 1 ? ` About ${counted(due, "run")} are due, and are done one after the other.` : "";
  return `Nothing is left out. ${begins}${runs}`;
}

function nowText({ leftOut }: ResumeChoices, timeZone: string): string {
  if (leftOut === null) return "There is nothing to leave out: it means the same.";
  return `Left out: what was captured from ${windowInWords(leftOut, timeZone)}. The next window starts then.`;
}

function at(instant: string, timeZone: string): string {
  return `${dateTime(instant, timeZone)} ${offset(instant, timeZone)}`;
}
