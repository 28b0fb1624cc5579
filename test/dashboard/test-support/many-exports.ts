import type { ConfigDb } from "@sluice/config-store";

interface ManyExports {
  readonly projectId: string;
  readonly connectionId: string;
  readonly count: number;
  /** The newest one is a little older, each other one five minutes older than the one after it. */
  readonly nowMs: number;
}

/**
 * Writes exports as a project has them after long use, each with its last run, which is over: of every type, format,
 * frequency and status but `Running`. Nothing is delivered, and no recurring one is due within a day.
 */
export async function insertManyExports({ pool }: ConfigDb, { projectId, connectionId, count, nowMs }: ManyExports) {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query(madeTableSql);
    await client.query(madeSql, [count, Math.floor(nowMs / 1_000)]);
    await client.query(exportsSql, [projectId, options, nowMs, connectionId]);
    await client.query(runsSql);
    await client.query(windowsSql);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

const madeTableSql = `
  create temporary table made (n int, request_id bigint primary key, frequency text, type text, format text, status text,
    every_hours int, records bigint) on commit drop`;

const options = JSON.stringify({
  eventId: false,
  jsonHeader: "eventName",
  parquetLayout: "map",
  parquetContainer: "gzip",
  columnNames: "dotted",
});

/** What each one is, by its number. */
const madeSql = `
  insert into made
  select n, $2::bigint - 60 - n * 300 as request_id,
    case when n % 3 = 0 then 'recurring' else 'oneTime' end as frequency,
    case when n % 5 = 1 then 'selectEvents' when n % 35 = 2 then 'allProfiles' else 'allEvents' end as type,
    (array['json', 'csv', 'parquet', 'xml'])[n % 4 + 1] as format,
    case when n % 29 = 7 then 'Failed' when n % 41 = 11 then 'Stopped' when n % 3 = 0 then 'Pending' else 'Done' end as status,
    (array[4, 8, 12, 24])[n % 4 + 1] as every_hours,
    (n * 7919) % 3000000 + 1 as records
  from generate_series(1, $1::int) n
  where not exists (select from exports where request_id = $2::bigint - 60 - n * 300)`;

const exportsSql = `
  insert into exports (request_id, project_id, name, connection_id, type, frequency, format, options, event_names, status,
    created_at, last_run_timestamp, every_hours, schedule_anchor_ms, first_from_ms, next_run_ms, stopped_at)
  select request_id, $1, case when n % 4 > 0 then
      (array['Warehouse', 'Growth team', 'Finance', 'Lake of raw events', 'Attribution partner'])[n % 5 + 1] || ' ' || n end,
    $4::uuid, type, case when type = 'allProfiles' then 'oneTime' else frequency end, format, $2::json,
    case when type = 'selectEvents' then '["Charged", "Added To Cart", "Signed Up", "Product Viewed"]'::json end,
    status, to_timestamp(request_id), request_id, every_hours, request_id * 1000, (request_id - 14400) * 1000,
    case when status <> 'Stopped' then $3::bigint + (24 + n % 24) * 3600000 end,
    case when status = 'Stopped' then to_timestamp(request_id + 400) end
  from made where frequency = 'recurring' and type <> 'allProfiles'
  union all
  select request_id, $1, case when n % 4 > 0 then
      (array['Backfill', 'Quarter', 'Audit', 'For the board', 'Trial of a partner'])[n % 5 + 1] || ' ' || n end,
    $4::uuid, type, 'oneTime', format, $2::json,
    case when type = 'selectEvents' then '["Charged", "App Launched"]'::json end,
    case when status = 'Pending' then 'Done' else status end, to_timestamp(request_id), request_id, null, null, null, null, null
  from made where frequency = 'oneTime' or type = 'allProfiles'`;

const runsSql = `
  insert into runs (request_id, run_timestamp, status, started, connection_id, format, options, event_names, "window",
    time_zone, target, credential_version, snapshot_ms, expected_records, planned_jobs, jobs_done, records, objects, bytes,
    error_code, error_message, manifest_key, created_at, started_at, ended_at)
  select made.request_id, made.request_id, run.status, true, connection.id, made.format, export.options, export.event_names,
    json_build_object('axis', case when export.frequency = 'recurring' then 'capturedAt' else 'ts' end,
      'fromMs', (made.request_id - 14400) * 1000, 'toMs', made.request_id * 1000),
    project.time_zone, connection.target, connection.credential_version, made.request_id * 1000, made.records, 8, 8,
    run.records, ceil(run.records / 400000.0), run.records * 61,
    case when run.status = 'Failed' then 'connection.access_denied' end,
    case when run.status = 'Failed' then 'The bucket refused PutObject for access key AKIA…7Q. Attach the policy shown under Connections > Policy to that key''s user, then press Retry.' end,
    to_json(made.request_id || '/manifest.json'), to_timestamp(made.request_id),
    to_timestamp(made.request_id + 2), to_timestamp(made.request_id + 30 + made.n % 600)
  from made
  join exports export using (request_id)
  join connections connection on connection.id = export.connection_id
  join projects project on project.id = export.project_id
  cross join lateral (select
    case when export.status = 'Pending' then 'Done' else export.status end as status,
    case when export.status in ('Failed', 'Stopped') then made.records / 3 else made.records end as records) run`;

const windowsSql = `
  insert into windows (request_id, from_ms, to_ms, run_timestamp, state, opened_at, closed_at)
  select request_id, (request_id - 14400) * 1000, request_id * 1000, request_id,
    case when export.status in ('Failed', 'Stopped') then 'open' else 'done' end, export.created_at,
    case when export.status in ('Failed', 'Stopped') then null else export.created_at end
  from made join exports export using (request_id) where export.frequency = 'recurring'`;
