import { useQuery } from "@tanstack/react-query";
import { connectionsQuery } from "../connections/connection-queries.ts";
import { useProject } from "../shell/project-context.ts";
import { logTexts } from "../texts/activity-log.ts";
import { OneFilter, SeveralFilter } from "./choice-filter.tsx";
import { CreatedFilter } from "./created-filter.tsx";
import { formats, frequencies, type LogSearch, types } from "./log-search.ts";

interface MoreFiltersProps {
  readonly search: LogSearch;
  readonly onFilter: (change: LogSearch) => void;
}

const any = "";

export function MoreFilters({ search, onFilter }: MoreFiltersProps) {
  const texts = logTexts.filters;
  const archived = texts.archivedChoices;
  return (
    <>
      <SeveralFilter
        label={texts.type}
        choices={types.map((value) => ({ value, title: logTexts.type[value] }))}
        chosen={search.type}
        onChange={(type) => onFilter({ type })}
      />
      <SeveralFilter
        label={texts.format}
        choices={formats.map((value) => ({ value, title: logTexts.format[value] }))}
        chosen={search.format}
        onChange={(format) => onFilter({ format })}
      />
      <OneFilter
        label={texts.frequency}
        choices={[
          { value: any, title: texts.any },
          ...frequencies.map((value) => ({ value, title: logTexts.frequency[value] })),
        ]}
        value={search.frequency ?? any}
        isSet={search.frequency !== undefined}
        onChange={(value) => onFilter({ frequency: value === any ? undefined : value })}
      />
      <ConnectionFilter search={search} onFilter={onFilter} />
      <CreatedFilter from={search.createdFrom} to={search.createdTo} onChange={onFilter} />
      <OneFilter
        label={texts.archived}
        choices={[
          { value: "exclude", title: archived.exclude },
          { value: "include", title: archived.include },
          { value: "only", title: archived.only },
        ]}
        value={search.archived ?? "exclude"}
        isSet={search.archived !== undefined}
        onChange={(value) => onFilter({ archived: value === "exclude" ? undefined : value })}
      />
    </>
  );
}

interface SortChoiceProps {
  readonly sort: LogSearch["sort"];
  readonly onChange: (change: Pick<LogSearch, "sort">) => void;
}

export function SortChoice({ sort, onChange }: SortChoiceProps) {
  const { sort: label, sortChoices } = logTexts.filters;
  return (
    <OneFilter
      label={label}
      choices={[
        { value: "created", title: sortChoices.created },
        { value: "lastRun", title: sortChoices.lastRun },
      ]}
      value={sort ?? "created"}
      isSet={false}
      isPlain
      onChange={(value) => onChange({ sort: value === "created" ? undefined : value })}
    />
  );
}

function ConnectionFilter({ search: { connectionId }, onFilter }: MoreFiltersProps) {
  const texts = logTexts.filters;
  const { data = [] } = useQuery(connectionsQuery(useProject()));
  const known = data.map((connection) => ({ value: connection.id, title: connection.name }));
  const isKnown = connectionId === undefined || known.some(({ value }) => value === connectionId);
  const others = isKnown ? [] : [{ value: connectionId, title: texts.unknownConnection }];
  return (
    <OneFilter
      label={texts.connection}
      choices={[{ value: any, title: texts.any }, ...known, ...others]}
      value={connectionId ?? any}
      isSet={connectionId !== undefined}
      onChange={(value) => onFilter({ connectionId: value === any ? undefined : value })}
    />
  );
}
