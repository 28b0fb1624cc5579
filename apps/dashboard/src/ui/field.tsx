import type { ReactNode } from "react";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
} from "react-aria-components";
import styles from "./field.module.css";

interface TextFieldProps extends Omit<AriaTextFieldProps, "className" | "children" | "style"> {
  readonly label: string;
  /** What belongs into it, below it. */
  readonly help?: ReactNode;
  /** What is wrong with it; the API's words. */
  readonly error?: string | undefined;
  readonly placeholder?: string;
  readonly isCode?: boolean;
  readonly rows?: number;
}

/** What is wrong with it is the API's to say, and never keeps a form from being sent again. */
export function TextField({ label, help, error, placeholder, isCode = false, rows, ...props }: TextFieldProps) {
  const className = styles.input;
  return (
    <AriaTextField {...props} validationBehavior="aria" isInvalid={error !== undefined} className={styles.field}>
      <Label className={styles.label}>{label}</Label>
      {rows === undefined ? (
        <Input className={className} placeholder={placeholder} data-code={isCode || undefined} />
      ) : (
        <TextArea className={className} placeholder={placeholder} rows={rows} data-code={isCode || undefined} />
      )}
      {help !== undefined && (
        <Text slot="description" className={styles.help}>
          {help}
        </Text>
      )}
      <FieldError className={styles.error}>{error}</FieldError>
    </AriaTextField>
  );
}
