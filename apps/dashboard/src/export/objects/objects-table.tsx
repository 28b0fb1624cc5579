import { useState } from "react";
import type { DeliveredObject, Export } from "../../api/schema.d.ts";
import { deliveryTexts } from "../../texts/export-delivery.ts";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copyable.tsx";
import { bytes, count } from "../../ui/figures.ts";
import tableStyles from "../../ui/table.module.css";
import { copyObjectCommand } from "./copy-commands.ts";
import { useDeliveredTo } from "./delivered-to.ts";
import styles from "./objects.module.css";

const texts = deliveryTexts.objects;

const rowsAtOnce = 20;

interface ObjectsTableProps {
  readonly found: Export;
  readonly runTimestamp: number;
  readonly objects: readonly DeliveredObject[];
}

export function ObjectsTable({ found, runTimestamp, objects }: ObjectsTableProps) {
  const [first, setFirst] = useState(0);
  const connection = useDeliveredTo(found, runTimestamp);
  const ofEvents = found.type !== "allProfiles";
  const shown = objects.slice(first, first + rowsAtOnce);
  return (
    <>
      <div className={tableStyles.scroll}>
        <table className={`${tableStyles.table} ${styles.table}`}>
          <thead>
            <tr>
              <th scope="col">{texts.name}</th>
              {ofEvents && (
                <th scope="col" className={styles.eventCell}>
                  {texts.event}
                </th>
              )}
              <th scope="col" className="figure">
                {texts.records}
              </th>
              <th scope="col" className="figure">
                {texts.size}
              </th>
              <th scope="col" className={styles.hashCell}>
                {texts.sha256}
              </th>
              <th scope="col">{texts.command}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ key, eventName, records, bytes: size, sha256 }) => (
              <tr key={key}>
                <td className={styles.key}>
                  <span className={styles.copied}>
                    <code>{key}</code>
                    <CopyButton text={key} label={texts.copyKey(key)} />
                  </span>
                </td>
                {ofEvents && <td className={styles.eventCell}>{eventName}</td>}
                <td className="figure">{count(records)}</td>
                <td className="figure" title={texts.exactBytes(count(size))}>
                  {bytes(size)}
                </td>
                <td className={styles.hashCell}>
                  <span className={styles.copied}>
                    <code title={sha256}>{sha256.slice(0, 12)}…</code>
                    <CopyButton text={sha256} label={texts.copyHash(key)} />
                  </span>
                </td>
                <td>
                  {connection && (
                    <CopyButton text={copyObjectCommand(connection, key)} label={texts.copyCommand(key)} />
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {objects.length > rowsAtOnce && (
        <div className={styles.pager}>
          <span className={styles.found} role="status">
            {texts.place(count(first + 1), count(first + shown.length), count(objects.length))}
          </span>
          <Button size="s" isDisabled={first === 0} onPress={() => setFirst(Math.max(0, first - rowsAtOnce))}>
            {texts.previous}
          </Button>
          <Button
            size="s"
            isDisabled={first + rowsAtOnce >= objects.length}
            onPress={() => setFirst(first + rowsAtOnce)}
          >
            {texts.next}
          </Button>
        </div>
      )}
    </>
  );
}
