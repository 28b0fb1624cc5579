import { useMemo, useState } from "react";
import type { Connection, DeliveredObject, Export, RunDetails } from "../../api/schema.d.ts";
import { CopyableBlock } from "../../ui/copyable.tsx";
import { Panel } from "../../ui/page.tsx";
import { Select } from "../../ui/select.tsx";
import { copyRunCommand, namesOfRun } from "./copy-commands.ts";
import { useDeliveredTo } from "./delivered-to.ts";
import { bucketStatement, formatOf, localStatement, mustBeUnpacked } from "./duckdb-statement.ts";
import styles from "./objects.module.css";
import { shellQuote } from "./shell-quote.ts";

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
    <Panel title="Copy and read this run">
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
  const { type } = found;
  const format = formatOf(keys[0] ?? "") ?? found.format;
  // Of a format that the export had before, its options are not known any more.
  const read = { format, type, options: format === found.format ? found.options : {}, keys, stem: names.stem };
  const isPacked = mustBeUnpacked(format, keys[0] ?? "");
  const local = localStatement(read);
  const remote = bucketStatement(read, connection);
  return (
    <div className={styles.commands}>
      <section>
        <h3>Copy all objects and the manifest</h3>
        <CopyableBlock text={copyRunCommand(connection, names)} label="aws command for the run" />
      </section>
      {events.length > 1 && (
        <div className={styles.event}>
          <Select
            label="Read"
            choices={[
              { value: allEvents, title: "All events together" },
              ...events.map((name) => ({ value: name, title: name })),
            ]}
            value={event}
            onChange={setEvent}
          />
        </div>
      )}
      {local === null ? (
        <p>DuckDB reads no XML. Load XML with a program, or duplicate the export with another format.</p>
      ) : (
        <section>
          <h3>Read the copied files with DuckDB</h3>
          {isPacked && (
            <>
              <p>DuckDB reads no gzipped Parquet. Unpack the copied files first:</p>
              <CopyableBlock
                text={`gzip -d -- ${shellQuote(names.stem)}-*.parquet.gz`}
                label="command that unpacks the files"
              />
            </>
          )}
          <CopyableBlock text={local} label="DuckDB statement for copied files" />
        </section>
      )}
      {remote !== null && (
        <section>
          <h3>Read them where they are with DuckDB</h3>
          <p>It finds your AWS credentials in the environment or in your profile.</p>
          <CopyableBlock text={remote} label="DuckDB statement for the bucket" />
        </section>
      )}
    </div>
  );
}
