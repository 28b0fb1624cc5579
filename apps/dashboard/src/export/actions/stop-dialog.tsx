import type { Export } from "../../api/schema.d.ts";
import { exportTexts } from "../../texts/export.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { counted } from "../../ui/figures.ts";
import { ProblemNotice } from "../../ui/notice.tsx";
import styles from "./export-actions.module.css";
import { useExportChange } from "./use-export-change.ts";

interface StopDialogProps {
  readonly found: Export;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Asks before an export is stopped, and says what becomes of it and of the run that is under way. */
export function StopDialog({ found, isOpen, onClose }: StopDialogProps) {
  const change = useExportChange(found.requestId);
  const { lastRun, frequency } = found;
  const isRunning = lastRun?.status === "Running" || lastRun?.status === "Pending";
  const delivered = lastRun?.totals.objects ?? 0;
  return (
    <Dialog title="Stop this export?" isOpen={isOpen} onClose={onClose} size="s" isAlert>
      <div className={styles.text}>
        {isRunning && (
          <p>
            The run under way ends within seconds and gets no manifest.{" "}
            {delivered > 0
              ? `The ${counted(delivered, "object")} that it has delivered stay in the bucket; ignore them until a retry has finished the run.`
              : "It has delivered nothing yet."}
          </p>
        )}
        {frequency === "recurring" ? (
          <p>
            No further run is started. You can resume it whenever you like, from its last run, so that nothing is left
            out, or from that moment on.
          </p>
        ) : (
          <p>You can retry it later: it goes on with the same plan and the same names.</p>
        )}
      </div>
      {change.error && <ProblemNotice error={change.error} />}
      <DialogActions>
        <Button onPress={onClose} autoFocus>
          {exportTexts.actions.cancel}
        </Button>
        <Button
          kind="danger"
          isPending={change.isPending}
          onPress={() => change.mutate({ does: "stop" }, { onSuccess: onClose })}
        >
          Stop export
        </Button>
      </DialogActions>
    </Dialog>
  );
}
