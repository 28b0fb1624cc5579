import pg from "pg";
import { z } from "zod";
import type { Found } from "./find-secrets.ts";

const columnSchema = z.object({
  table_schema: z.string(),
  table_name: z.string(),
  column_name: z.string(),
  data_type: z.string(),
});
const cellsSchema = z.array(z.object({ cell: z.union([z.string(), z.instanceof(Buffer)]) }));

/** Every value of every column of every table but PostgreSQL's own; bytes as they are, all else as text. */
export async function inPostgres(databaseUrl: string): Promise<Found[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      "select * from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')",
    );
    const found: Found[] = [];
    for (const column of z.array(columnSchema).parse(rows)) {
      const place = `column ${column.table_schema}.${column.table_name}.${column.column_name}`;
      const cells = cellsSchema.parse((await client.query(cellsOf(column))).rows);
      found.push(...cells.map(({ cell }) => ({ place, bytes: Buffer.from(cell) })));
    }
    return found;
  } finally {
    await client.end();
  }
}

function cellsOf({ table_schema, table_name, column_name, data_type }: z.infer<typeof columnSchema>): string {
  const [schema, table, column] = [table_schema, table_name, column_name].map(pg.escapeIdentifier);
  const cell = data_type === "bytea" ? column : `${column}::text`;
  return `select ${cell} as cell from ${schema}.${table} where ${column} is not null`;
}
