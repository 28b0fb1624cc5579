import type { ReactNode } from "react";
import { FieldError, Label, Radio, RadioGroup, Text } from "react-aria-components";
import styles from "./choices.module.css";
import fieldStyles from "./field.module.css";

export interface Choice<T extends string> {
  readonly value: T;
  readonly title: string;
  /** One line on what it is for. */
  readonly text?: ReactNode;
}

export interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly isDisabled?: boolean;
}

/** A few choices, all of them in sight. */
export function Choices<T extends string>({
  label,
  choices,
  value,
  onChange,
  help,
  error,
  isDisabled,
}: ChoiceProps<T>) {
  return (
    <RadioGroup
      className={styles.group}
      value={value}
      onChange={(text) => onChange(choiceOf(choices, text))}
      validationBehavior="aria"
      isInvalid={error !== undefined}
      isDisabled={isDisabled ?? false}
    >
      <Label className={fieldStyles.label}>{label}</Label>
      <div className={styles.cards}>
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className={styles.card}>
            <span className={styles.cardTitle}>{choice.title}</span>
            {choice.text !== undefined && <span className={styles.cardText}>{choice.text}</span>}
          </Radio>
        ))}
      </div>
      {help !== undefined && (
        <Text slot="description" className={fieldStyles.help}>
          {help}
        </Text>
      )}
      <FieldError className={fieldStyles.error}>{error}</FieldError>
    </RadioGroup>
  );
}

export function choiceOf<T extends string>(choices: readonly Pick<Choice<T>, "value">[], text: string): T {
  const found = choices.find(({ value }) => value === text);
  if (!found) throw new Error(`${text} is no choice`);
  return found.value;
}
