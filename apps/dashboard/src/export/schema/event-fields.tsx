import { useState } from "react";
import { deliveryTexts } from "../../texts/export-delivery.ts";
import { counted } from "../../ui/figures.ts";
import tableStyles from "../../ui/table.module.css";
import styles from "./schema.module.css";
import type { EventSchema, FieldChange } from "./schema-change.ts";

const texts = deliveryTexts.schema;

interface EventFieldsProps {
  readonly event: EventSchema;
  /** Whether it is open at first. */
  readonly isOpen: boolean;
}

/** One event's fields; what changed is said in its head. */
export function EventFields({ event, isOpen: isOpenAtFirst }: EventFieldsProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const { name, fields, isNew, changes } = event;
  const words = [
    isNew ? texts.isNew : null,
    changes.added > 0 ? texts.added(changes.added) : null,
    changes.gone > 0 ? texts.gone(changes.gone) : null,
    changes.changed > 0 ? texts.retyped(changes.changed) : null,
  ].filter((word) => word !== null);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className={styles.summary}>
        <span className={styles.name}>{name ?? texts.profiles}</span>
        <span className={styles.count}>{counted(fields.length - changes.gone, "field")}</span>
        {words.length > 0 && <span className={styles.changes}>{words.join(", ")}</span>}
      </summary>
      {isOpen && (
        <div className={tableStyles.scroll}>
          <table className={tableStyles.table}>
            <thead>
              <tr>
                <th scope="col">{texts.field}</th>
                <th scope="col">{texts.types}</th>
                <th scope="col">{texts.since}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map(({ key, types, change }) => (
                <tr key={key} className={styles.field} data-change={change.kind}>
                  <td>
                    <code>{key}</code>
                  </td>
                  <td>{types.join(", ")}</td>
                  <td>{changeWords(change)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </details>
  );
}

function changeWords(change: FieldChange): string {
  switch (change.kind) {
    case "same":
      return "";
    case "added":
      return texts.change.added;
    case "gone":
      return texts.change.gone;
    case "changed":
      return texts.change.was(change.before.join(", "));
  }
}
