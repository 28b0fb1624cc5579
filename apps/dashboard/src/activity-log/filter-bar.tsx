import { type Ref, useState } from "react";
import type { FoundExports } from "../api/schema.d.ts";
import { logTexts } from "../texts/activity-log.ts";
import { Button } from "../ui/button.tsx";
import styles from "./filter-bar.module.css";
import { countFilters, isFiltered, type LogSearch } from "./log-search.ts";
import { MoreFilters } from "./more-filters.tsx";
import { SearchField } from "./search-field.tsx";
import { StatusFilter } from "./status-filter.tsx";

interface FilterBarProps {
  /** The search field. */
  readonly ref: Ref<HTMLInputElement>;
  readonly search: LogSearch;
  readonly totals: FoundExports | undefined;
  readonly onFilter: (change: LogSearch) => void;
  readonly onClear: () => void;
}

/** What the list is filtered by, all of it in the address. On a phone the most of it is folded away. */
export function FilterBar({ ref, search, totals, onFilter, onClear }: FilterBarProps) {
  const texts = logTexts.filters;
  const [isOpen, setOpen] = useState(false);
  const folded = countFilters({ ...search, status: undefined, text: undefined });
  return (
    <search className={styles.bar} aria-label={texts.title}>
      <div className={styles.first}>
        <SearchField ref={ref} text={search.text} onSearch={(text) => onFilter({ text })} />
        <StatusFilter chosen={search.status} totals={totals} onChange={(status) => onFilter({ status })} />
        <span className={styles.fold}>
          <Button aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
            {folded === 0 ? texts.title : texts.titleWith(folded)}
          </Button>
        </span>
      </div>
      <div className={styles.more} data-open={isOpen || undefined}>
        <MoreFilters search={search} onFilter={onFilter} />
        {isFiltered(search) && (
          <Button kind="quiet" onPress={onClear}>
            {texts.clear}
          </Button>
        )}
      </div>
    </search>
  );
}
