/**
 * Makes this folder's files from the whole data set: `node convert.ts <wikiticker-sampled.json.gz>`.
 * All namespaces are there; of the big ones every so many edits only. IP addresses of people without an account are
 * left out.
 */
import { createReadStream, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { createGunzip, gzipSync } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";

const mostOfMain = 2_200;
const mostOfAny = 200;
const parquetEvery = 12;

const editSchema = z.object({
  time: z.iso.datetime(),
  channel: z.string(),
  namespace: z.string(),
  page: z.string(),
  user: z.string(),
  comment: z.string(),
  isAnonymous: z.boolean(),
  isMinor: z.boolean(),
  isNew: z.boolean(),
  isRobot: z.boolean(),
  isUnpatrolled: z.boolean(),
  added: z.number(),
  deleted: z.number(),
  delta: z.number(),
  cityName: z.string().nullable(),
  countryName: z.string().nullable(),
  regionName: z.string().nullable(),
});
type Edit = z.infer<typeof editSchema>;

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error("Say where wikiticker-sampled.json.gz is.");

const byNamespace = new Map<string, { edit: Edit; line: number }[]>();
let line = 0;
for await (const text of createInterface({ input: createReadStream(source).pipe(createGunzip()) })) {
  line++;
  const edit = editSchema.parse(JSON.parse(text));
  const edits = byNamespace.get(edit.namespace) ?? [];
  byNamespace.set(edit.namespace, edits);
  edits.push({ edit, line });
}

const picked = [...byNamespace]
  .flatMap(([namespace, edits]) => spread(edits, namespace === "Main" ? mostOfMain : mostOfAny))
  .sort((a, b) => a.line - b.line);
const events = picked.map(({ edit, line }) => eventOf(edit, line));
writeFileSync(
  here("events.jsonl.gz"),
  gzipSync(events.map((event) => `${JSON.stringify(event)}\n`).join(""), { level: 9 }),
);

const rows = picked.filter((_, index) => index % parquetEvery === 0).map(({ edit }) => withoutAddress(edit));
await writeParquet(rows, here("edits.parquet"));
console.log(`${events.length} events of ${byNamespace.size} namespaces, ${rows.length} rows of Parquet`);

function eventOf(edit: Edit, line: number) {
  const place = { City: edit.cityName, Region: edit.regionName, Country: edit.countryName };
  return {
    type: "event",
    eventId: `edit-${line}`,
    eventName: `Edited ${edit.namespace}`,
    ts: edit.time,
    profile: edit.isAnonymous ? {} : { identity: edit.user, Robot: edit.isRobot },
    eventProps: {
      Page: edit.page,
      Channel: edit.channel,
      Comment: edit.comment,
      Added: edit.added,
      Deleted: edit.deleted,
      Delta: edit.delta,
      Minor: edit.isMinor,
      New: edit.isNew,
      Unpatrolled: edit.isUnpatrolled,
    },
    ...(edit.countryName === null ? {} : { sessionProps: place }),
  };
}

function withoutAddress({ isAnonymous, user, ...edit }: Edit) {
  return { ...edit, user: isAnonymous ? null : user };
}

async function writeParquet(rows: readonly object[], path: string): Promise<void> {
  const json = join(tmpdir(), `sluice-edits-${process.pid}.jsonl`);
  writeFileSync(json, rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  try {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const select = `SELECT * REPLACE ("time"::TIMESTAMP AS "time") FROM read_json('${json}', sample_size = -1)`;
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`);
    connection.closeSync();
  } finally {
    rmSync(json);
  }
}

/** At most so many of the list, from all over it. */
function spread<T>(list: readonly T[], most: number): T[] {
  const step = Math.max(1, list.length / most);
  return list.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
}

function here(name: string): string {
  return join(import.meta.dirname, name);
}
