import { DuckDBInstance } from "@duckdb/node-api";

/** The same events as typed columns, the best form that DuckDB could wish for: nested as in JSON, flat as in CSV. */
export async function makeRows(events: string, folder: string): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`CREATE VIEW events AS SELECT * FROM read_json('${events}', format = 'newline_delimited')`);
  await connection.run(`COPY (SELECT profile, ts, eventProps FROM events) TO '${folder}/nested.parquet'`);
  await connection.run(
    `COPY (SELECT ts, eventName, unnest(profile), unnest(eventProps) FROM events) TO '${folder}/flat.parquet'`,
  );
  connection.closeSync();
  instance.closeSync();
}
