import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { choiceOf } from "./choices.tsx";
import styles from "./toggle-choices.module.css";

interface ToggleChoicesProps<T extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly title: string }[];
  /** Null where something else is chosen. */
  readonly value: T | null;
  readonly onChange: (value: T) => void;
}

/** A row of short choices, of which one or none holds. */
export function ToggleChoices<T extends string>({ label, choices, value, onChange }: ToggleChoicesProps<T>) {
  return (
    <ToggleButtonGroup
      className={styles.group}
      aria-label={label}
      selectedKeys={value === null ? [] : [value]}
      onSelectionChange={(keys) => {
        // What is chosen stays chosen when it is pressed again.
        const [key] = keys;
        const chosen = key === undefined ? value : choiceOf(choices, String(key));
        if (chosen !== null) onChange(chosen);
      }}
    >
      {choices.map((choice) => (
        <ToggleButton key={choice.value} id={choice.value} className={styles.choice}>
          {choice.title}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
