import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from "react-aria-components";
import { logTexts } from "../texts/activity-log.ts";
import { type Choice, choiceOf } from "../ui/choices.tsx";
import styles from "./choice-filter.module.css";

interface OneFilterProps<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  /** Whether it differs from what is shown without a filter. */
  readonly isSet: boolean;
  readonly onChange: (value: T) => void;
}

/** One of several, in one line with its name. */
export function OneFilter<T extends string>({ label, choices, value, isSet, onChange }: OneFilterProps<T>) {
  return (
    <label className={styles.box} data-set={isSet || undefined}>
      <span className={styles.label}>{label}</span>
      <select
        className={styles.select}
        value={value}
        onChange={({ target }) => onChange(choiceOf(choices, target.value))}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.title}
          </option>
        ))}
      </select>
    </label>
  );
}

interface SeveralFilterProps<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly chosen: readonly T[] | undefined;
  readonly onChange: (chosen: readonly T[] | undefined) => void;
}

/** Any of several; none of them filters nothing. */
export function SeveralFilter<T extends string>({ label, choices, chosen = [], onChange }: SeveralFilterProps<T>) {
  const titles = choices.filter(({ value }) => chosen.includes(value)).map(({ title }) => title);
  return (
    <Select
      className={styles.box}
      data-set={chosen.length > 0 || undefined}
      selectionMode="multiple"
      value={[...chosen]}
      onChange={(keys) => {
        const next = choices.map(({ value }) => value).filter((value) => keys.includes(value));
        onChange(next.length > 0 ? next : undefined);
      }}
    >
      <Label className={styles.label}>{label}</Label>
      <Button className={styles.open}>
        <SelectValue className={styles.value}>
          {() => (titles.length > 0 ? titles.join(", ") : logTexts.filters.any)}
        </SelectValue>
      </Button>
      <Popover className={styles.popover}>
        <ListBox className={styles.list}>
          {choices.map(({ value, title }) => (
            <ListBoxItem key={value} id={value} textValue={title} className={styles.item}>
              {({ isSelected }) => (
                <>
                  <svg viewBox="0 0 16 16" aria-hidden="true" className={styles.tick}>
                    {isSelected && <path d="m3.5 8.5 3 3 6-7" />}
                  </svg>
                  {title}
                </>
              )}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
