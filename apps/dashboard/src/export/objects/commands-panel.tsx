import { useMemo, useState } from "react";
import type { Connection, DeliveredObject, Export, RunDetails } from "../../api/schema.d.ts";
import { deliveryTexts } from "../../texts/export-delivery.ts";
import { CopyableBlock } from "../../ui/copyable.tsx";
import { Panel } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import { shellQuote } from "../../ui/shell-quote.ts";
import { commonStem, copyRunCommand, namesOfRun } from "./copy-commands.ts";
import { useDeliveredTo } from "./delivered-to.ts";
import { bucketStatement, formatOf, localStatement, mustBeUnpacked } from "./duckdb-statement.ts";
import styles from "./objects.module.css";

const texts = deliveryTexts.commands;

const allEvents = "";

interface CommandsPanelProps {
  readonly found: Export;
  readonly run: RunDetails;
  readonly objects: readonly DeliveredObject[];
}

/** How to copy the run and how to read it, ready to be pasted into a terminal. */
export function CommandsPanel({ found, run, objects }: CommandsPanelProps) {
  const connection = useDeliveredTo(found, run.runTimestamp);
  return (
    <Panel title={texts.title}>
      {connection && <Commands found={found} run={run} objects={objects} connection={connection} />}
    </Panel>
  );
}

function Commands({ found, run, objects, connection }: CommandsPanelProps & { readonly connection: Connection }) {
  const [event, setEvent] = useState(allEvents);
  const events = useMemo(() => [...new Set(objects.flatMap(({ eventName }) => eventName ?? []))], [objects]);
  const keys = useMemo(
    () => objects.filter(({ eventName }) => event === allEvents || eventName === event).map(({ key }) => key),
    [objects, event],
  );
  const names = namesOfRun(run, keys);
  if (!names) return null;
  const stem = event === allEvents ? `${names.stem}-` : commonStem(keys);
  const { type } = found;
  const format = formatOf(keys[0] ?? "") ?? found.format;
  // Of a format that the export had before, its options are not known any more.
  const read = { format, type, options: format === found.format ? found.options : {}, keys, stem };
  const isPacked = mustBeUnpacked(format, keys[0] ?? "");
  const local = localStatement(read);
  const remote = bucketStatement(read, connection);
  return (
    <div className={styles.commands}>
      <section>
        <h3>{texts.copy}</h3>
        <CopyableBlock text={copyRunCommand(connection, names)} label={texts.copyLabel} />
      </section>
      {events.length > 1 && (
        <div className={styles.event}>
          <Select
            label={texts.read}
            choices={[
              { value: allEvents, title: texts.allEvents },
              ...events.map((name) => ({ value: name, title: name })),
            ]}
            value={event}
            onChange={setEvent}
          />
        </div>
      )}
      {local === null ? (
        <p>{texts.noXml}</p>
      ) : (
        <section>
          <h3>{texts.local}</h3>
          {isPacked && (
            <>
              <p>{texts.unpack}</p>
              <CopyableBlock text={`gzip -d -- ${shellQuote(names.stem)}-*.parquet.gz`} label={texts.unpackLabel} />
            </>
          )}
          <CopyableBlock text={local} label={texts.localLabel} />
        </section>
      )}
      {remote !== null && (
        <section>
          <h3>{texts.remote}</h3>
          <p>{texts.remoteText}</p>
          <CopyableBlock text={remote} label={texts.remoteLabel} />
        </section>
      )}
    </div>
  );
}
