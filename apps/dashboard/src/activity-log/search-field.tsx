import { type KeyboardEvent, type Ref, useEffect, useEffectEvent, useState } from "react";
import { logTexts } from "../texts/activity-log.ts";
import fieldStyles from "../ui/field.module.css";
import styles from "./filter-bar.module.css";

const pauseMs = 250;

interface SearchFieldProps {
  readonly ref: Ref<HTMLInputElement>;
  /** As the address has it. */
  readonly text: string | undefined;
  readonly onSearch: (text: string | undefined) => void;
}

/** Searches when somebody pauses in typing. Esc clears it, and leaves it when it is clear. */
export function SearchField({ ref, text = "", onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(text);
  const [searched, setSearched] = useState(text);
  const [shown, setShown] = useState(text);
  // The address changed otherwise: by going back, or by clearing the filters.
  if (text !== shown) {
    setShown(text);
    if (text !== searched) {
      setTyped(text);
      setSearched(text);
    }
  }
  const search = useEffectEvent((wanted: string) => {
    setSearched(wanted);
    onSearch(wanted === "" ? undefined : wanted);
  });
  useEffect(() => {
    if (typed.trim() === searched) return;
    const timer = setTimeout(() => search(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, searched]);
  const leave = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Escape") return;
    // The browser would clear it as well, without a word.
    event.preventDefault();
    if (typed === "") event.currentTarget.blur();
    else setTyped("");
  };
  const { search: label, searchHint } = logTexts.filters;
  return (
    <input
      ref={ref}
      type="search"
      className={`${fieldStyles.input} ${styles.search}`}
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder={searchHint}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onKeyDown={leave}
    />
  );
}
