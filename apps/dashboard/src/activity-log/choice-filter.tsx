import { useId, useRef } from "react";
import { logTexts } from "../texts/activity-log.ts";
import { type Choice, choiceOf } from "../ui/choices.tsx";
import styles from "./choice-filter.module.css";

const gapPx = 4;

interface OneFilterProps<T extends string> {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  /** Whether it differs from what is shown without a filter. */
  readonly isSet: boolean;
  /** Without a box of its own. */
  readonly isPlain?: boolean;
  readonly onChange: (value: T) => void;
}

/** One of several, in one line with its name. */
export function OneFilter<T extends string>({
  label,
  choices,
  value,
  isSet,
  isPlain = false,
  onChange,
}: OneFilterProps<T>) {
  return (
    <label className={styles.box} data-set={isSet || undefined} data-plain={isPlain || undefined}>
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

/** Any of several; none of them filters nothing. The browser closes it by Esc, and by a press elsewhere. */
export function SeveralFilter<T extends string>({ label, choices, chosen = [], onChange }: SeveralFilterProps<T>) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const titles = choices.filter(({ value }) => chosen.includes(value)).map(({ title }) => title);
  const toggle = (changed: T) => {
    const next = choices.map(({ value }) => value).filter((value) => chosen.includes(value) !== (value === changed));
    onChange(next.length > 0 ? next : undefined);
  };
  return (
    <div ref={box} className={styles.box} data-set={chosen.length > 0 || undefined}>
      <button type="button" className={styles.open} popoverTarget={id}>
        <span className={styles.label}>{label}</span>
        <span className={styles.value}>{titles.length > 0 ? titles.join(", ") : logTexts.filters.any}</span>
      </button>
      <fieldset id={id} popover="auto" className={styles.popover} onBeforeToggle={() => place(box.current, id)}>
        <legend className="spoken">{label}</legend>
        {choices.map(({ value, title }) => (
          <label key={value} className={styles.item}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => toggle(value)} />
            {title}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

/** Below its button, and inside of the window. Not every browser can do it by style alone. */
function place(box: HTMLElement | null, id: string): void {
  const popover = document.getElementById(id);
  if (!box || !popover) return;
  const { left, bottom } = box.getBoundingClientRect();
  popover.style.left = `${Math.max(0, left)}px`;
  popover.style.top = `${bottom + gapPx}px`;
}
