import { useMemo } from "react";
import { CheckboxButton, CheckboxField, GridList, GridListItem, ListLayout, Virtualizer } from "react-aria-components";
import type { EventVolume } from "../api/schema.d.ts";
import { eventTexts } from "../texts/new-export.ts";
import { count } from "../ui/figures.ts";
import styles from "./events-field.module.css";
import { Sparkline } from "./sparkline.tsx";

export interface EventRow {
  readonly name: string;
  /** Null for a name that no event has. */
  readonly volume: EventVolume | null;
}

interface EventListProps {
  readonly rows: readonly EventRow[];
  readonly selected: ReadonlySet<string>;
  readonly onChange: (selected: readonly string[]) => void;
  readonly empty: string;
}

const rowRem = 2.25;

/** However many events there are, only those in sight are in the page. */
export function EventList({ rows, selected, onChange, empty }: EventListProps) {
  const layoutOptions = useMemo(() => ({ rowHeight: rowRem * remPx() }), []);
  return (
    <Virtualizer layout={ListLayout} layoutOptions={layoutOptions}>
      <GridList
        aria-label={`${eventTexts.label}, ${eventTexts.days}`}
        className={styles.list}
        items={rows.map((row) => ({ ...row, id: row.name }))}
        selectionMode="multiple"
        selectedKeys={selected}
        // Esc is for the dialog.
        escapeKeyBehavior="none"
        onSelectionChange={(keys) => {
          const all = keys === "all" ? [...selected, ...rows.map(({ name }) => name)] : [...keys].map(String);
          onChange([...new Set(all)]);
        }}
        renderEmptyState={() => <p className={styles.nothing}>{empty}</p>}
      >
        {({ id, volume }) => (
          <GridListItem id={id} textValue={id} className={styles.row}>
            <CheckboxField slot="selection" className={styles.boxPlace}>
              <CheckboxButton className={styles.box}>
                {({ isSelected }) => (
                  <svg viewBox="0 0 16 16" aria-hidden="true">
                    {isSelected && <path d="m3.5 8.5 3 3 6-7" />}
                  </svg>
                )}
              </CheckboxButton>
            </CheckboxField>
            <span className={styles.name} title={id}>
              {id}
            </span>
            {volume === null ? (
              <span className={styles.unknown}>{eventTexts.unknown}</span>
            ) : (
              <>
                <Sparkline perDay={volume.perDay} />
                <span className={styles.volume}>{count(volume.records)}</span>
              </>
            )}
          </GridListItem>
        )}
      </GridList>
    </Virtualizer>
  );
}

function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
