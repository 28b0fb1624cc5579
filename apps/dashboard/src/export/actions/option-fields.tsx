import type { ExportOptions, Format } from "../../api/schema.d.ts";
import type { Choice } from "../../ui/choices.tsx";
import { Select } from "../../ui/select.tsx";
import { optionsOf, profileOptionsOf } from "../export-words.ts";
import styles from "./export-actions.module.css";

interface OptionFieldsProps {
  readonly format: Format;
  readonly ofProfiles: boolean;
  readonly options: ExportOptions;
  readonly onChange: (options: ExportOptions) => void;
}

/** The options that a format has, each with its default first. */
export function OptionFields({ format, ofProfiles, options, onChange }: OptionFieldsProps) {
  const known = (ofProfiles ? profileOptionsOf : optionsOf)[format];
  const has = (name: keyof ExportOptions) => known.includes(name);
  const { eventId, jsonHeader, parquetLayout, parquetContainer, columnNames } = options;
  return (
    <div className={styles.options}>
      {has("jsonHeader") && (
        <Select
          label="First line"
          choices={headers}
          value={jsonHeader ?? "eventName"}
          onChange={(value) => onChange({ ...options, jsonHeader: value })}
        />
      )}
      {has("parquetLayout") && (
        <Select
          label="Layout"
          choices={layouts}
          value={parquetLayout ?? "map"}
          onChange={(value) => onChange({ ...options, parquetLayout: value })}
        />
      )}
      {has("parquetContainer") && (
        <Select
          label="Files"
          choices={containers}
          value={parquetContainer ?? "gzip"}
          onChange={(value) => onChange({ ...options, parquetContainer: value })}
        />
      )}
      {has("columnNames") && (
        <Select
          label="Column names"
          choices={names}
          value={columnNames ?? "dotted"}
          onChange={(value) => onChange({ ...options, columnNames: value })}
        />
      )}
      {has("eventId") && (
        <Select
          label="Event ids"
          choices={ids}
          value={eventId === true ? "with" : "without"}
          onChange={(value) => onChange({ ...options, eventId: value === "with" })}
        />
      )}
    </div>
  );
}

const headers: readonly Choice<NonNullable<ExportOptions["jsonHeader"]>>[] = [
  { value: "eventName", title: "Names the event" },
  { value: "none", title: "None: records only" },
];
const layouts: readonly Choice<NonNullable<ExportOptions["parquetLayout"]>>[] = [
  { value: "map", title: "Properties as maps" },
  { value: "columns", title: "A column for each property" },
];
const containers: readonly Choice<NonNullable<ExportOptions["parquetContainer"]>>[] = [
  { value: "gzip", title: "Gzipped (.parquet.gz)" },
  { value: "none", title: "As they are (.parquet)" },
];
const names: readonly Choice<NonNullable<ExportOptions["columnNames"]>>[] = [
  { value: "dotted", title: "With dots" },
  { value: "underscored", title: "With underscores" },
];
const ids: readonly Choice<"with" | "without">[] = [
  { value: "without", title: "Without" },
  { value: "with", title: "With" },
];
