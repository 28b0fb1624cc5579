import type { ReactNode } from "react";
import {
  NumberField as AriaNumberField,
  type NumberFieldProps as AriaNumberFieldProps,
  FieldError,
  Input,
  Label,
  Text,
} from "react-aria-components";
import styles from "./field.module.css";

interface NumberFieldProps extends Omit<AriaNumberFieldProps, "className" | "children" | "style"> {
  readonly label: string;
  readonly help?: ReactNode;
  /** What is wrong with it; the API's words. */
  readonly error?: string | undefined;
}

/** A whole number; arrow keys count. NaN while it is empty. */
export function NumberField({ label, help, error, ...props }: NumberFieldProps) {
  return (
    <AriaNumberField {...props} validationBehavior="aria" isInvalid={error !== undefined} className={styles.field}>
      <Label className={styles.label}>{label}</Label>
      <Input className={styles.input} />
      {help !== undefined && (
        <Text slot="description" className={styles.help}>
          {help}
        </Text>
      )}
      <FieldError className={styles.error}>{error}</FieldError>
    </AriaNumberField>
  );
}
