import { useId } from "react";
import { type ChoiceProps, choiceOf } from "./choices.tsx";
import fieldStyles from "./field.module.css";
import styles from "./select.module.css";

/** One of many, by the browser's own list: it is what people know, on phones above all. */
export function Select<T extends string>({ label, choices, value, onChange, help, error, isDisabled }: ChoiceProps<T>) {
  const id = useId();
  const describedBy = [help !== undefined && `${id}-help`, error !== undefined && `${id}-error`].filter(Boolean);
  return (
    <div className={fieldStyles.field}>
      <label className={fieldStyles.label} htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className={styles.select}
        value={value}
        disabled={isDisabled}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={describedBy.join(" ") || undefined}
        onChange={({ target }) => onChange(choiceOf(choices, target.value))}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.title}
          </option>
        ))}
      </select>
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
    </div>
  );
}
