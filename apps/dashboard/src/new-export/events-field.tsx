import { useMemo, useState } from "react";
import { Button as AriaButton, FieldError, Input, Label, SearchField } from "react-aria-components";
import type { Warning } from "../api/schema.d.ts";
import { eventTexts } from "../texts/new-export.ts";
import { Button } from "../ui/button.tsx";
import fieldStyles from "../ui/field.module.css";
import { count, counted } from "../ui/figures.ts";
import { Loading } from "../ui/loading.tsx";
import { Notice, ProblemNotice } from "../ui/notice.tsx";
import { EventList } from "./event-list.tsx";
import { finds, isPattern } from "./event-pattern.ts";
import styles from "./events-field.module.css";
import { useEventNames } from "./use-event-names.ts";

interface EventsFieldProps {
  readonly selected: readonly string[];
  readonly onChange: (selected: readonly string[]) => void;
  readonly error: string | undefined;
  /** What the API says of names that no event has. */
  readonly warnings: readonly Warning[];
}

/** Which events: searched for, picked by a pattern or typed by hand. */
export function EventsField({ selected, onChange, error, warnings }: EventsFieldProps) {
  const names = useEventNames();
  const [text, setText] = useState("");
  const [isOnlySelected, setOnlySelected] = useState(false);
  const known = useMemo(() => names.data ?? [], [names.data]);
  const isKnown = useMemo(() => new Set(known.map(({ name }) => name)), [known]);
  const isSelected = useMemo(() => new Set(selected), [selected]);
  const unknown = useMemo(
    () => (names.data ? selected.filter((name) => !isKnown.has(name)) : []),
    [names.data, selected, isKnown],
  );
  const found = useMemo(() => {
    const isFound = finds(text);
    const rows = [...unknown.map((name) => ({ name, volume: null })), ...known];
    return rows.filter(({ name }) => isFound(name) && (!isOnlySelected || isSelected.has(name)));
  }, [text, known, unknown, isOnlySelected, isSelected]);
  if (names.isPending) return <Loading rows={8} label={eventTexts.loading} />;
  if (names.isError) return <ProblemNotice error={names.error} onRetry={() => void names.refetch()} />;
  const typed = text.trim();
  const canAddByHand = typed !== "" && !isPattern(typed) && !isKnown.has(typed) && !isSelected.has(typed);
  const toAdd = typed === "" ? [] : found.map(({ name }) => name).filter((name) => !isSelected.has(name));
  const add = (added: readonly string[]) => onChange([...selected, ...added]);
  return (
    <div className={styles.events}>
      <SearchField
        className={fieldStyles.field}
        isInvalid={error !== undefined}
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          // Enter is for what was typed here, not for the form.
          if (event.key !== "Enter") return;
          event.preventDefault();
          if (toAdd.length > 0) add(toAdd);
          else if (canAddByHand) add([typed]);
        }}
      >
        <Label className={fieldStyles.label}>{eventTexts.search}</Label>
        <div className={styles.search}>
          <Input className={fieldStyles.input} placeholder={eventTexts.placeholder} />
          <AriaButton className={styles.clear} aria-label="Clear the search">
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="m4 4 8 8m0-8-8 8" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
            </svg>
          </AriaButton>
        </div>
        <FieldError className={fieldStyles.error}>{error}</FieldError>
      </SearchField>
      <div className={styles.bar}>
        <span role="status" className={styles.counts}>
          <b>{count(selected.length)}</b> selected
          {typed !== "" && <> · {counted(found.length, "event")} found</>}
        </span>
        {toAdd.length > 0 && (
          <Button size="s" onPress={() => add(toAdd)}>
            {eventTexts.add(`the ${count(toAdd.length)} found`)}
          </Button>
        )}
        {canAddByHand && (
          <Button size="s" onPress={() => add([typed])}>
            {eventTexts.addByHand(typed)}
          </Button>
        )}
        <Button
          size="s"
          kind="quiet"
          isDisabled={selected.length === 0}
          onPress={() => setOnlySelected(!isOnlySelected)}
        >
          {isOnlySelected ? "Show all" : eventTexts.onlySelected}
        </Button>
        <Button size="s" kind="quiet" isDisabled={selected.length === 0} onPress={() => onChange([])}>
          {eventTexts.clear}
        </Button>
      </div>
      <p className={styles.head} aria-hidden="true">
        <span>{eventTexts.label}</span>
        <span>{eventTexts.records}</span>
      </p>
      <EventList
        rows={found}
        selected={isSelected}
        onChange={(kept) => onChange(kept)}
        empty={known.length === 0 ? eventTexts.noEvents : eventTexts.nothing}
      />
      {warnings.length > 0 && (
        <Notice tone="warning">
          {warnings.map(({ message }) => (
            <p key={message}>{message}</p>
          ))}
        </Notice>
      )}
      <p className={fieldStyles.help}>{eventTexts.help}</p>
    </div>
  );
}
