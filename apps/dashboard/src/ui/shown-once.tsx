import { type ReactNode, useEffect, useState } from "react";
import { Button } from "./button.tsx";
import { CopyableBlock } from "./copyable.tsx";
import { DialogActions } from "./dialog.tsx";
import { Notice } from "./notice.tsx";

interface ShownOnceProps {
  readonly text: string;
  /** What it is, for those who listen. */
  readonly label: string;
  readonly warning: ReactNode;
  readonly children?: ReactNode;
  readonly onDone: () => void;
}

/** The second press of two that were meant for the button before. */
const heldMs = 600;

/** A secret that nobody can see again, to be copied now. Inside of a dialog. */
export function ShownOnce({ text, label, warning, children, onDone }: ShownOnceProps) {
  const [isHeld, setHeld] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setHeld(false), heldMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <Notice tone="warning">{warning}</Notice>
      <CopyableBlock text={text} label={label} />
      {children}
      <DialogActions>
        <Button key={isHeld ? "held" : "free"} kind="primary" isDisabled={isHeld} autoFocus onPress={onDone}>
          I have copied it
        </Button>
      </DialogActions>
    </>
  );
}
