import { useId, useState } from "react";
import { useProject } from "../shell/project-context.ts";
import { logTexts } from "../texts/activity-log.ts";
import { Dialog } from "../ui/dialog.tsx";
import { areShortcutsOn, turnShortcuts } from "./shortcut-switch.ts";
import styles from "./shortcuts-dialog.module.css";

interface ShortcutsDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Which keys there are, and the switch that turns the single ones off. */
export default function ShortcutsDialog({ isOpen, onClose }: ShortcutsDialogProps) {
  const texts = logTexts.keys;
  const { canChange } = useProject();
  const keys = texts.list.filter(([key]) => canChange || key !== "n");
  return (
    <Dialog title={texts.title} isOpen={isOpen} onClose={onClose} size="s">
      <dl className={styles.keys}>
        {keys.map(([key, does]) => (
          <div key={key} className={styles.pair}>
            <dt>
              <kbd className={styles.key}>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Switch />
    </Dialog>
  );
}

function Switch() {
  const texts = logTexts.keys;
  const id = useId();
  const [isOn, setOn] = useState(areShortcutsOn);
  return (
    <div className={styles.switch}>
      <input
        id={id}
        type="checkbox"
        aria-describedby={`${id}-help`}
        checked={isOn}
        onChange={({ target }) => {
          setOn(target.checked);
          turnShortcuts(target.checked);
        }}
      />
      <label htmlFor={id}>{texts.switch}</label>
      <p id={`${id}-help`} className={styles.help}>
        {texts.switchHelp}
      </p>
    </div>
  );
}
