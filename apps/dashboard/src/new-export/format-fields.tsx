import { Button as AriaButton, Checkbox, Disclosure, DisclosurePanel, Heading } from "react-aria-components";
import { optionsOf } from "../export/format-options.ts";
import { formatGroupTexts, formatTexts, optionTexts, warehouseTexts } from "../texts/new-export.ts";
import { type Choice, Choices } from "../ui/choices.tsx";
import { Select } from "../ui/select.tsx";
import type { Draft, DraftOptions } from "./draft.ts";
import styles from "./new-export.module.css";
import { draftFor, suits, type Warehouse, warehouses } from "./warehouses.ts";

interface FormatFieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly error: string | undefined;
  /** What was chosen; kept while the format and its options are as it wants them. */
  readonly warehouse: Warehouse | null;
  readonly onWarehouse: (warehouse: Warehouse | null) => void;
}

/** Which files, by their format or by what is to read them. */
export function FormatFields({ draft, onChange, error, warehouse, onWarehouse }: FormatFieldsProps) {
  const { type, format, options } = draft;
  const chosen = warehouse && suits(warehouse, draft) ? warehouse : null;
  const change = (changed: Partial<DraftOptions>) => onChange({ ...draft, options: { ...options, ...changed } });
  const taken = optionsOf(type, format);
  return (
    <>
      <div data-pointers="/format" className={styles.pairs}>
        <Choices
          label={formatGroupTexts.format}
          choices={choicesOf(["parquet", "csv", "json", "xml"], formatTexts)}
          value={format}
          onChange={(value) => onChange({ ...draft, format: value })}
        />
      </div>
      <Select
        label={formatGroupTexts.warehouse}
        choices={[
          { value: "", title: formatGroupTexts.choose },
          ...warehouses.map((value) => ({ value, title: warehouseTexts[value].title })),
        ]}
        value={chosen ?? ""}
        onChange={(value) => {
          onWarehouse(value === "" ? null : value);
          if (value !== "") onChange(draftFor(value, draft));
        }}
        help={<span role="status">{chosen && warehouseTexts[chosen].why}</span>}
      />
      <Disclosure className={styles.options}>
        <Heading level={3}>
          <AriaButton slot="trigger" className={styles.optionsTrigger}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="m6 4 4 4-4 4" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
            </svg>
            {formatGroupTexts.options}
            <span className={styles.optionsNow}>{taken.map((name) => nowOf(name, options)).join(" · ")}</span>
          </AriaButton>
        </Heading>
        <DisclosurePanel className={styles.optionsPanel}>
          <div data-pointers="/options" className={styles.fields}>
            {taken.length === 0 && <p>{formatGroupTexts.noOptions}</p>}
            {taken.map((name) => (
              <OptionField key={name} name={name} options={options} onChange={change} />
            ))}
          </div>
        </DisclosurePanel>
      </Disclosure>
      {error !== undefined && <p className={styles.error}>{error}</p>}
    </>
  );
}

interface OptionFieldProps {
  readonly name: keyof DraftOptions;
  readonly options: DraftOptions;
  readonly onChange: (changed: Partial<DraftOptions>) => void;
}

function OptionField({ name, options, onChange }: OptionFieldProps) {
  if (name === "eventId") {
    return (
      <Checkbox className={styles.check} isSelected={options.eventId} onChange={(eventId) => onChange({ eventId })}>
        <svg viewBox="0 0 16 16" aria-hidden="true" className={styles.checkBox}>
          <path d="m3.5 8.5 3 3 6-7" />
        </svg>
        <span>
          <b>{optionTexts.eventId.label}</b> <span className={styles.muted}>{optionTexts.eventId.text}</span>
        </span>
      </Checkbox>
    );
  }
  const fields = {
    jsonHeader: () => (
      <Choices
        label={optionTexts.jsonHeader.label}
        choices={choicesOf(["eventName", "none"], optionTexts.jsonHeader.choices)}
        value={options.jsonHeader}
        onChange={(jsonHeader) => onChange({ jsonHeader })}
      />
    ),
    parquetContainer: () => (
      <Choices
        label={optionTexts.parquetContainer.label}
        choices={choicesOf(["none", "gzip"], optionTexts.parquetContainer.choices)}
        value={options.parquetContainer}
        onChange={(parquetContainer) => onChange({ parquetContainer })}
      />
    ),
    parquetLayout: () => (
      <Choices
        label={optionTexts.parquetLayout.label}
        choices={choicesOf(["map", "columns"], optionTexts.parquetLayout.choices)}
        value={options.parquetLayout}
        onChange={(parquetLayout) => onChange({ parquetLayout })}
      />
    ),
    columnNames: () => (
      <Choices
        label={optionTexts.columnNames.label}
        choices={choicesOf(["dotted", "underscored"], optionTexts.columnNames.choices)}
        value={options.columnNames}
        onChange={(columnNames) => onChange({ columnNames })}
      />
    ),
  };
  return fields[name]();
}

/** What an option is set to, in two words, for whoever has not opened them. */
function nowOf(name: keyof DraftOptions, options: DraftOptions): string {
  const told: Readonly<Record<keyof DraftOptions, string>> = {
    eventId: options.eventId ? "with eventId" : "no eventId",
    jsonHeader: options.jsonHeader === "none" ? "NDJSON" : "name in line 1",
    parquetContainer: optionTexts.parquetContainer.choices[options.parquetContainer].title,
    parquetLayout: options.parquetLayout === "map" ? "map" : "typed columns",
    columnNames: options.columnNames,
  };
  return told[name];
}

export function choicesOf<T extends string>(
  values: readonly NoInfer<T>[],
  told: Readonly<Record<T, { readonly title: string; readonly text?: string }>>,
): readonly Choice<T>[] {
  return values.map((value) => ({ value, title: told[value].title, text: told[value].text }));
}
