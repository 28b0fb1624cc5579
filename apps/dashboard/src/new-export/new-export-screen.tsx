import { useQuery } from "@tanstack/react-query";
import { useBlocker, useNavigate, useSearch } from "@tanstack/react-router";
import { useRef } from "react";
import { logSearch } from "../activity-log/log-search.ts";
import { connectionsQuery } from "../connections/connection-queries.ts";
import { exportQuery } from "../export/export-queries.ts";
import { useProject } from "../shell/project-context.ts";
import { newExportTexts } from "../texts/new-export.ts";
import { Button } from "../ui/button.tsx";
import { Confirm } from "../ui/confirm.tsx";
import { Dialog, DialogActions } from "../ui/dialog.tsx";
import { Loading } from "../ui/loading.tsx";
import { Notice, ProblemNotice } from "../ui/notice.tsx";
import { draftLike, emptyDraft } from "./draft.ts";
import { NewExportForm } from "./new-export-form.tsx";

/** A new export, in a dialog over the activity log. */
export function NewExportScreen() {
  const { id, canChange } = useProject();
  const search = useSearch({ from: "/p/$project/exports/new" });
  const navigate = useNavigate();
  const hasInput = useRef(false);
  const blocker = useBlocker({
    shouldBlockFn: () => hasInput.current,
    enableBeforeUnload: false,
    withResolver: true,
  });
  const close = () =>
    void navigate({
      to: "/p/$project/exports",
      params: { project: id },
      search: logSearch({ ...search }),
      // What was closed is not opened again by going back.
      replace: true,
    });
  const open = (requestId: number) => {
    hasInput.current = false;
    void navigate({
      to: "/p/$project/exports/$requestId",
      params: { project: id, requestId: String(requestId) },
      // Nor is a form that would create another one.
      replace: true,
    });
  };
  return (
    <>
      <Dialog title={newExportTexts.title} isOpen size={canChange ? "l" : "m"} onClose={close}>
        {canChange ? (
          <StartedForm
            onTouched={(isTouched) => {
              hasInput.current = isTouched;
            }}
            onCreated={open}
            onCancel={close}
          />
        ) : (
          <>
            <Notice tone="info">{newExportTexts.viewer}</Notice>
            <DialogActions>
              <Button onPress={close}>{newExportTexts.close}</Button>
            </DialogActions>
          </>
        )}
      </Dialog>
      {blocker.status === "blocked" && (
        <Confirm
          title={newExportTexts.discard.title}
          action={newExportTexts.discard.discard}
          isOpen
          isPending={false}
          error={null}
          onConfirm={blocker.proceed}
          onClose={blocker.reset}
        >
          {newExportTexts.discard.text}
        </Confirm>
      )}
    </>
  );
}

interface StartedFormProps {
  readonly onTouched: (isTouched: boolean) => void;
  readonly onCreated: (requestId: number) => void;
  readonly onCancel: () => void;
}

/** The form, once it is known what it starts from. */
function StartedForm(props: StartedFormProps) {
  const project = useProject();
  const { like, connectionId } = useSearch({ from: "/p/$project/exports/new" });
  const connections = useQuery(connectionsQuery(project));
  const other = useQuery({ ...exportQuery(project, like ?? 0), enabled: like !== undefined });
  if (connections.isError)
    return <ProblemNotice error={connections.error} onRetry={() => void connections.refetch()} />;
  if (connections.isPending || (like !== undefined && other.isPending)) return <Loading rows={12} />;
  const [first, second] = connections.data;
  // Among several the choice is left to whoever knows which bucket is meant.
  const known = connections.data.find(({ id }) => id === connectionId) ?? (second ? undefined : first);
  return (
    <>
      {other.isError && <Notice tone="warning">{newExportTexts.like}</Notice>}
      <NewExportForm
        {...props}
        connections={connections.data}
        initial={other.data ? draftLike(other.data) : emptyDraft(known?.id ?? "")}
      />
    </>
  );
}
