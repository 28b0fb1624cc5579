import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Dialog, DialogActions } from "./dialog.tsx";
import { ProblemNotice } from "./notice.tsx";

interface ConfirmProps {
  readonly title: string;
  /** What will be, in full. */
  readonly children: ReactNode;
  /** What the button does: `Revoke`. */
  readonly action: string;
  readonly kind?: "primary" | "danger";
  readonly isOpen: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone. */
export function Confirm({
  title,
  children,
  action,
  kind = "danger",
  isOpen,
  isPending,
  error,
  onConfirm,
  onClose,
}: ConfirmProps) {
  return (
    <Dialog title={title} isOpen={isOpen} onClose={onClose} size="s" isAlert>
      <div>{children}</div>
      {error !== null && error !== undefined && <ProblemNotice error={error} />}
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          Keep it
        </Button>
        <Button kind={kind} isPending={isPending} onPress={onConfirm}>
          {action}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
