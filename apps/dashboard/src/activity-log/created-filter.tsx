import { useState } from "react";
import { useProject } from "../shell/project-context.ts";
import { logTexts } from "../texts/activity-log.ts";
import styles from "./choice-filter.module.css";
import { dayBefore, dayOf, endOfDay, startOfDay } from "./created-days.ts";
import type { LogSearch } from "./log-search.ts";

interface CreatedFilterProps {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly onChange: (change: Pick<LogSearch, "createdFrom" | "createdTo">) => void;
}

/** The first and the last day on which they were created, by the project's clocks. */
export function CreatedFilter({ from, to, onChange }: CreatedFilterProps) {
  const texts = logTexts.filters;
  const { timeZone } = useProject();
  const [first, last] = [dayOf(from, timeZone), dayBefore(to, timeZone)];
  return (
    <div className={styles.box} data-set={first !== "" || last !== "" || undefined}>
      <span className={styles.label} aria-hidden="true">
        {texts.createdFrom}
      </span>
      <Day
        label={texts.createdFrom}
        day={first}
        onChange={(day) => onChange({ createdFrom: startOfDay(day, timeZone) })}
      />
      <span className={styles.label} aria-hidden="true">
        {texts.createdTo}
      </span>
      <Day
        label={texts.createdToSpoken}
        day={last}
        onChange={(day) => onChange({ createdTo: endOfDay(day, timeZone) })}
      />
    </div>
  );
}

interface DayProps {
  readonly label: string;
  readonly day: string;
  readonly onChange: (day: string) => void;
}

/** Told when the field is left or by Enter: while somebody types a year, it has others before. */
function Day({ label, day, onChange }: DayProps) {
  const [typed, setTyped] = useState(day);
  const [known, setKnown] = useState(day);
  if (day !== known) {
    setKnown(day);
    setTyped(day);
  }
  const tell = () => typed !== day && onChange(typed);
  return (
    <input
      type="date"
      className={styles.day}
      aria-label={label}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={tell}
      onKeyDown={({ key }) => key === "Enter" && tell()}
    />
  );
}
