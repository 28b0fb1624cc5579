import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Export } from "../../api/schema.d.ts";
import { useProject } from "../../shell/project-context.ts";
import { exportTexts } from "../../texts/export.ts";
import { Button, LinkButton } from "../../ui/button.tsx";
import { ProblemNotice } from "../../ui/notice.tsx";
import { availableActions } from "../available-actions.ts";
import { runQuery } from "../export-queries.ts";
import { temporalRunUrl } from "../temporal-link.ts";
import { EditDialog } from "./edit-dialog.tsx";
import styles from "./export-actions.module.css";
import { useKeptFocus } from "./kept-focus.ts";
import { ResumeDialog } from "./resume-dialog.tsx";
import { StopDialog } from "./stop-dialog.tsx";
import { useExportChange } from "./use-export-change.ts";

const texts = exportTexts.actions;

interface ExportActionsProps {
  readonly found: Export;
  /** Of the chosen run; undefined before the first one. */
  readonly runTimestamp: number | undefined;
  readonly isEditing: boolean;
}

/** What can be done with the export as it is. Who may not change anything sees what leads elsewhere alone. */
export function ExportActions({ found, runTimestamp, isEditing }: ExportActionsProps) {
  const project = useProject();
  const { requestId } = found;
  const navigate = useNavigate({ from: "/p/$project/exports/$requestId" });
  const [dialog, setDialog] = useState<"stop" | "resume" | null>(null);
  const chosen = useQuery({ ...runQuery(project, requestId, runTimestamp ?? 0), enabled: runTimestamp !== undefined });
  const run = chosen.data?.runTimestamp === runTimestamp ? chosen.data : undefined;
  const can = availableActions(found, run);
  const change = useExportChange(requestId);
  const { ref, onFocus } = useKeptFocus<HTMLDivElement>();
  const edit = (isOpen: boolean) =>
    void navigate({ search: (before) => ({ ...before, edit: isOpen ? true : undefined }), replace: !isOpen });
  return (
    <div className={styles.all}>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons of a page, not a form's fields */}
      <div className={styles.buttons} role="group" aria-label={texts.label} tabIndex={-1} ref={ref} onFocus={onFocus}>
        {project.temporalUi !== null && runTimestamp !== undefined && (
          <a
            className={styles.temporal}
            href={temporalRunUrl(project.temporalUi, requestId, runTimestamp)}
            target="_blank"
            rel="noreferrer"
          >
            {texts.temporal}
          </a>
        )}
        {project.canChange && (
          <>
            {(can.archive || can.unarchive) && (
              <Button
                isPending={change.isDoing("archive") || change.isDoing("unarchive")}
                onPress={() => change.mutate({ does: can.archive ? "archive" : "unarchive" })}
              >
                {can.archive ? texts.archive : texts.unarchive}
              </Button>
            )}
            <LinkButton to="/p/$project/exports/new" params={{ project: project.id }} search={{ like: requestId }}>
              {texts.duplicate}
            </LinkButton>
            {can.edit && <Button onPress={() => edit(true)}>{texts.edit}</Button>}
            {can.stop && (
              <Button kind="danger" onPress={() => setDialog("stop")}>
                {texts.stop}
              </Button>
            )}
            {can.resume && (
              <Button kind={can.retry ? "plain" : "primary"} onPress={() => setDialog("resume")}>
                {texts.resume}
              </Button>
            )}
            {can.retry && run && (
              <Button
                kind="primary"
                isPending={change.isDoing("retry")}
                onPress={() => change.mutate({ does: "retry", runTimestamp: run.runTimestamp })}
              >
                {texts.retry}
              </Button>
            )}
          </>
        )}
      </div>
      {change.error && dialog === null && <ProblemNotice error={change.error} />}
      {project.canChange && (
        <>
          {dialog === "stop" && <StopDialog found={found} onClose={() => setDialog(null)} />}
          {dialog === "resume" && <ResumeDialog found={found} onClose={() => setDialog(null)} />}
          {isEditing && can.edit && <EditDialog found={found} onClose={() => edit(false)} />}
        </>
      )}
    </div>
  );
}
