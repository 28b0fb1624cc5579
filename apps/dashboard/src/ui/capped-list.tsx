import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import styles from "./capped-list.module.css";
import { count } from "./figures.ts";

interface CappedListProps<T> {
  readonly items: readonly T[];
  readonly keyOf: (item: T, index: number) => string;
  readonly children: (item: T) => ReactNode;
  /** How many are shown at first, and how many more at a time. */
  readonly step?: number;
  /** Of what, for those who listen: `faults`. */
  readonly label: string;
}

/** A list that may be long: its first items, how many there are besides, and the next on demand. */
export function CappedList<T>({ items, keyOf, children, step = 50, label }: CappedListProps<T>) {
  const [shown, setShown] = useState(step);
  const left = items.length - shown;
  return (
    <>
      <ul className={styles.list} aria-label={label}>
        {items.slice(0, shown).map((item, index) => (
          <li key={keyOf(item, index)} className={styles.item}>
            {children(item)}
          </li>
        ))}
      </ul>
      {left > 0 && (
        <p className={styles.rest}>
          and {count(left)} more
          <Button size="s" onPress={() => setShown(shown + step)}>
            Show {count(Math.min(step, left))} more<span className="spoken"> {label}</span>
          </Button>
        </p>
      )}
    </>
  );
}
