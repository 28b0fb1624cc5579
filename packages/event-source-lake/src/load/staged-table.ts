import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
} from "@duckdb/node-api";

/** How records of one kind are held before they are sorted, and how they lie in the lake. */
export interface TableKind<Stored, Part> {
  /** Of the table `staged`, whose first column is the database. */
  readonly columns: readonly (readonly [name: string, sqlType: string, type: DuckDBType])[];
  row(record: Stored, databases: number, place: number): readonly (string | number | null)[];
  /** Of JSON, about. */
  textLength(record: Stored): number;
  /** Records of so much text are large; their parts are small. */
  readonly largeRecordBytes: number;
  /** Below the load's folder. */
  fileName(databaseId: number, part: number): string;
  /** Writes the rows of a database in `staged` into a file, sorted, and gives what the load's description says of it. */
  write(connection: DuckDBConnection, databaseId: number, file: string): Promise<Part>;
}

export interface WrittenPart<Part> {
  readonly databaseId: number;
  readonly part: number;
  readonly described: Part;
}

const chunkRows = 2_048;
const maxChunkBytes = 8 * 1024 * 1024;
/** The records of a load's part before they are sorted; what does not fit into memory goes to the load's folder. */
export class StagedTable<Stored, Part> implements AsyncDisposable {
  #partBytes = 0;
  #chunkBytes = 0;
  readonly #kind: TableKind<Stored, Part>;
  readonly #duckdb: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  readonly #databases: number;
  #appender: DuckDBAppender | undefined;
  #columns: (string | number | null)[][];

  private constructor(
    kind: TableKind<Stored, Part>,
    duckdb: DuckDBInstance,
    connection: DuckDBConnection,
    databases: number,
  ) {
    this.#kind = kind;
    this.#duckdb = duckdb;
    this.#connection = connection;
    this.#databases = databases;
    this.#columns = kind.columns.map(() => []);
  }

  static async open<Stored, Part>(
    kind: TableKind<Stored, Part>,
    folder: string,
    databases: number,
  ): Promise<StagedTable<Stored, Part>> {
    await mkdir(folder, { recursive: true });
    const duckdb = await DuckDBInstance.create(join(folder, "staged.duckdb"), {
      memory_limit: "700MB",
      temp_directory: join(folder, "spill"),
      // One thread writes the sorted rows, so they lie in their order although row groups are cut by size.
      threads: "1",
      preserve_insertion_order: "false",
    });
    const staged = new StagedTable(kind, duckdb, await duckdb.connect(), databases);
    await staged.#empty();
    return staged;
  }

  /** Text of the part so far. */
  get partBytes(): number {
    return this.#partBytes;
  }

  /** `place` is the record's within the load, whatever part it comes to. */
  add(record: Stored, place: number): void {
    const row = this.#kind.row(record, this.#databases, place);
    for (const [index, value] of row.entries()) this.#columns[index]?.push(value);
    const bytes = this.#kind.textLength(record);
    this.#chunkBytes += bytes;
    this.#partBytes += bytes;
    if (this.#columns[0]?.length === chunkRows || this.#chunkBytes >= maxChunkBytes) this.#flush();
  }

  /** Writes the part, a sorted file for each database, and begins a new one. */
  async writePart(folder: string, part: number): Promise<WrittenPart<Part>[]> {
    const { fileName, write } = this.#kind;
    const written: WrittenPart<Part>[] = [];
    this.#flush();
    this.#close();
    const used = await this.#connection.runAndReadAll("SELECT DISTINCT db FROM staged ORDER BY db");
    for (const databaseId of used.getColumns()[0]?.map(Number) ?? []) {
      const file = join(folder, fileName(databaseId, part));
      await mkdir(dirname(file), { recursive: true });
      written.push({ databaseId, part, described: await write(this.#connection, databaseId, file) });
    }
    await this.#empty();
    return written;
  }

  /** Has the part that is being written fail. */
  interrupt(): void {
    this.#connection.interrupt();
  }

  async #empty(): Promise<void> {
    const columns = this.#kind.columns.map(([name, sqlType]) => `${name} ${sqlType}`).join(", ");
    await this.#connection.run(`CREATE OR REPLACE TABLE staged (${columns})`);
    this.#appender = await this.#connection.createAppender("staged");
    this.#partBytes = 0;
  }

  #flush(): void {
    const rows = this.#columns[0]?.length ?? 0;
    if (rows === 0) return;
    const chunk = DuckDBDataChunk.create(
      this.#kind.columns.map(([, , type]) => type),
      rows,
    );
    chunk.setColumns(this.#columns);
    this.#appender?.appendDataChunk(chunk);
    this.#columns = this.#kind.columns.map(() => []);
    this.#chunkBytes = 0;
  }

  #close(): void {
    const appender = this.#appender;
    this.#appender = undefined;
    appender?.closeSync();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.#close();
    } catch {
      // What it still held is thrown away with the rest.
    }
    this.#connection.closeSync();
    this.#duckdb.closeSync();
  }
}
