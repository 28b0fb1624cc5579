import { type ReactNode, useMemo } from "react";
import {
  ComboBox as AriaComboBox,
  Button,
  FieldError,
  Group,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from "react-aria-components";
import styles from "./combo-box.module.css";
import fieldStyles from "./field.module.css";

export interface ComboItem {
  /** Shown, and what is chosen by it. */
  readonly id: string;
  /** Beside it in the list; it is found by this as well. */
  readonly beside?: string;
}

interface ComboBoxProps {
  readonly label: string;
  readonly items: readonly ComboItem[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly none: string;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
}

/** One of very many, found by typing parts of it in any order. */
export function ComboBox({ label, items, value, onChange, none, help, error }: ComboBoxProps) {
  const texts = useMemo(
    () => new Map(items.map(({ id, beside }) => [id, searchable(`${id} ${beside ?? ""}`)])),
    [items],
  );
  return (
    <AriaComboBox
      className={fieldStyles.field}
      defaultItems={items}
      defaultFilter={(id, typed) => fits(texts.get(id) ?? "", typed)}
      allowsEmptyCollection
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
      validationBehavior="aria"
      isInvalid={error !== undefined}
    >
      <Label className={fieldStyles.label}>{label}</Label>
      <Group className={styles.group}>
        <Input className={`${fieldStyles.input} ${styles.input}`} />
        <Button className={styles.open}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="m4 6.5 4 4 4-4" />
          </svg>
        </Button>
      </Group>
      {help !== undefined && (
        <Text slot="description" className={fieldStyles.help}>
          {help}
        </Text>
      )}
      <FieldError className={fieldStyles.error}>{error}</FieldError>
      <Popover className={styles.popover}>
        <ListBox<ComboItem> className={styles.list} renderEmptyState={() => <p className={styles.none}>{none}</p>}>
          {({ id, beside }) => (
            <ListBoxItem id={id} textValue={id} className={styles.item}>
              <span>{id}</span>
              {beside !== undefined && <span className={styles.beside}>{beside}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

function fits(text: string, typed: string): boolean {
  return searchable(typed)
    .split(" ")
    .every((part) => text.includes(part));
}

function searchable(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[_/\s]+/g, " ")
    .trim();
}
