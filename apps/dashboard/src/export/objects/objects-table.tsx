import { useState } from "react";
import type { DeliveredObject, Export } from "../../api/schema.d.ts";
import { Button } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copyable.tsx";
import { bytes, count } from "../../ui/figures.ts";
import tableStyles from "../../ui/table.module.css";
import { copyObjectCommand } from "./copy-commands.ts";
import { useDeliveredTo } from "./delivered-to.ts";
import styles from "./objects.module.css";

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
              <th scope="col">Name</th>
              {ofEvents && (
                <th scope="col" className={styles.eventCell}>
                  Event
                </th>
              )}
              <th scope="col" className="figure">
                Records
              </th>
              <th scope="col" className="figure">
                Size
              </th>
              <th scope="col" className={styles.hashCell}>
                SHA-256
              </th>
              <th scope="col">aws s3 cp</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ key, eventName, records, bytes: size, sha256 }) => (
              <tr key={key}>
                <td className={styles.key}>
                  <span className={styles.copied}>
                    <code>{key}</code>
                    <CopyButton text={key} label={`key ${key}`} />
                  </span>
                </td>
                {ofEvents && <td className={styles.eventCell}>{eventName}</td>}
                <td className="figure">{count(records)}</td>
                <td className="figure" title={`${count(size)} bytes`}>
                  {bytes(size)}
                </td>
                <td className={styles.hashCell}>
                  <span className={styles.copied}>
                    <code title={sha256}>{sha256.slice(0, 12)}…</code>
                    <CopyButton text={sha256} label={`SHA-256 of ${key}`} />
                  </span>
                </td>
                <td>
                  {connection && (
                    <CopyButton text={copyObjectCommand(connection, key)} label={`aws command for ${key}`} />
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
            {count(first + 1)} to {count(first + shown.length)} of {count(objects.length)}
          </span>
          <Button size="s" isDisabled={first === 0} onPress={() => setFirst(Math.max(0, first - rowsAtOnce))}>
            Previous
          </Button>
          <Button
            size="s"
            isDisabled={first + rowsAtOnce >= objects.length}
            onPress={() => setFirst(first + rowsAtOnce)}
          >
            Next
          </Button>
        </div>
      )}
    </>
  );
}
