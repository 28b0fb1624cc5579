import type { Export } from "../../api/schema.d.ts";
import { exportTexts } from "../../texts/export.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog, DialogActions } from "../../ui/dialog.tsx";
import { counted } from "../../ui/figures.ts";
import { ProblemNotice } from "../../ui/notice.tsx";
import styles from "./export-actions.module.css";
import { useExportChange } from "./use-export-change.ts";

const texts = exportTexts.stop;

interface StopDialogProps {
  readonly found: Export;
  readonly onClose: () => void;
}

/** Asks before an export is stopped, and says what becomes of it and of the run that is under way. */
export function StopDialog({ found, onClose }: StopDialogProps) {
  const change = useExportChange(found.requestId);
  const { lastRun, frequency } = found;
  const isRunning = lastRun?.status === "Running" || lastRun?.status === "Pending";
  const delivered = lastRun?.totals.objects ?? 0;
  return (
    <Dialog title={texts.title} isOpen onClose={onClose} size="s" isAlert>
      <div className={styles.text}>
        {isRunning && (
          <p>
            {texts.run} {delivered > 0 ? texts.delivered(counted(delivered, "object")) : texts.nothing}
          </p>
        )}
        <p>{frequency === "recurring" ? texts.recurring : texts.oneTime}</p>
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
          {texts.submit}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
