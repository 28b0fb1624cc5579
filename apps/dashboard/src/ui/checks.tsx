import { type ReactNode, useId } from "react";
import styles from "./checks.module.css";
import type { Choice } from "./choices.tsx";
import fieldStyles from "./field.module.css";

interface ChecksProps<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly value: readonly T[];
  /** In the order of the choices. */
  readonly onChange: (value: T[]) => void;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
}

/** Any of a few choices, all of them in sight. */
export function Checks<T extends string>({ label, choices, value, onChange, help, error }: ChecksProps<T>) {
  const id = useId();
  const describedBy = [help !== undefined && `${id}-help`, error !== undefined && `${id}-error`].filter(Boolean);
  const set = (changed: T, isOn: boolean): void =>
    onChange(choices.map((choice) => choice.value).filter((one) => (one === changed ? isOn : value.includes(one))));
  return (
    <fieldset className={styles.group} aria-describedby={describedBy.join(" ") || undefined}>
      <legend className={fieldStyles.label}>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input
            type="checkbox"
            className={styles.box}
            checked={value.includes(choice.value)}
            onChange={({ target }) => set(choice.value, target.checked)}
          />
          <span className={styles.words}>
            <span>{choice.title}</span>
            {choice.text !== undefined && <span className={styles.text}>{choice.text}</span>}
          </span>
        </label>
      ))}
      {help !== undefined && (
        <span id={`${id}-help`} className={fieldStyles.help}>
          {help}
        </span>
      )}
      {error !== undefined && (
        <span id={`${id}-error`} className={fieldStyles.error}>
          {error}
        </span>
      )}
    </fieldset>
  );
}
