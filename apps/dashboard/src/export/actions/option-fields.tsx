import type { ExportOptions, ExportType, Format } from "../../api/schema.d.ts";
import { exportTexts } from "../../texts/export.ts";
import type { Choice } from "../../ui/choices.tsx";
import { Select } from "../../ui/select.tsx";
import { optionsOf } from "../format-options.ts";
import styles from "./export-actions.module.css";

const texts = exportTexts.options;

interface OptionFieldsProps {
  readonly format: Format;
  readonly type: ExportType;
  readonly options: ExportOptions;
  readonly onChange: (options: ExportOptions) => void;
}

/** The options that a format has, each with its default first. */
export function OptionFields({ format, type, options, onChange }: OptionFieldsProps) {
  const known = optionsOf(type, format);
  const has = (name: keyof ExportOptions) => known.includes(name);
  const { eventId, jsonHeader, parquetLayout, parquetContainer, columnNames } = options;
  return (
    <div className={styles.options}>
      {has("jsonHeader") && (
        <Select
          label={texts.jsonHeader.label}
          choices={headers}
          value={jsonHeader ?? "eventName"}
          onChange={(value) => onChange({ ...options, jsonHeader: value })}
        />
      )}
      {has("parquetLayout") && (
        <Select
          label={texts.parquetLayout.label}
          choices={layouts}
          value={parquetLayout ?? "map"}
          onChange={(value) => onChange({ ...options, parquetLayout: value })}
        />
      )}
      {has("parquetContainer") && (
        <Select
          label={texts.parquetContainer.label}
          choices={containers}
          value={parquetContainer ?? "gzip"}
          onChange={(value) => onChange({ ...options, parquetContainer: value })}
        />
      )}
      {has("columnNames") && (
        <Select
          label={texts.columnNames.label}
          choices={names}
          value={columnNames ?? "dotted"}
          onChange={(value) => onChange({ ...options, columnNames: value })}
        />
      )}
      {has("eventId") && (
        <Select
          label={texts.eventId.label}
          choices={ids}
          value={eventId === true ? "with" : "without"}
          onChange={(value) => onChange({ ...options, eventId: value === "with" })}
        />
      )}
    </div>
  );
}

const headers: readonly Choice<NonNullable<ExportOptions["jsonHeader"]>>[] = [
  { value: "eventName", title: texts.jsonHeader.eventName },
  { value: "none", title: texts.jsonHeader.none },
];
const layouts: readonly Choice<NonNullable<ExportOptions["parquetLayout"]>>[] = [
  { value: "map", title: texts.parquetLayout.map },
  { value: "columns", title: texts.parquetLayout.columns },
];
const containers: readonly Choice<NonNullable<ExportOptions["parquetContainer"]>>[] = [
  { value: "gzip", title: texts.parquetContainer.gzip },
  { value: "none", title: texts.parquetContainer.none },
];
const names: readonly Choice<NonNullable<ExportOptions["columnNames"]>>[] = [
  { value: "dotted", title: texts.columnNames.dotted },
  { value: "underscored", title: texts.columnNames.underscored },
];
const ids: readonly Choice<"with" | "without">[] = [
  { value: "without", title: texts.eventId.without },
  { value: "with", title: texts.eventId.with },
];
