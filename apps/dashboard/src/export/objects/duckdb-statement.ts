import type { Connection, ExportOptions, ExportType, Format } from "../../api/schema.d.ts";

export interface Read {
  readonly format: Format;
  readonly type: ExportType;
  readonly options: ExportOptions;
  /** Of all objects that are to be read, or of the first of many. */
  readonly keys: readonly string[];
  /** Instead of naming each, where there are many: what their names, within their folder, begin with and no others do. */
  readonly stem: string;
}

/** So many files are named one by one. */
const maxNamed = 50;

/** Reads copied objects, in the folder they were copied to; null for what DuckDB cannot read. */
export function localStatement(read: Read): string | null {
  const names = read.keys.map((key) => unpackedName(read.format, key.slice(key.lastIndexOf("/") + 1)));
  const [first] = names;
  if (first === undefined) return null;
  const files = names.length <= maxNamed ? names.map(literalGlob) : [`${literalGlob(read.stem)}*${extensionOf(first)}`];
  return selectFrom(read, files);
}

/** Reads objects where they are; null for what DuckDB cannot read from a bucket. */
export function bucketStatement(
  read: Read,
  { bucket, region, endpoint, pathStyle }: Pick<Connection, "bucket" | "region" | "endpoint" | "pathStyle">,
): string | null {
  const { keys, format, stem } = read;
  const [first] = keys;
  if (first === undefined || mustBeUnpacked(format, first)) return null;
  const isMany = keys.length > maxNamed;
  const folder = first.slice(0, first.lastIndexOf("/") + 1);
  const named = isMany ? [`${folder}${stem}`] : keys;
  // In an address of S3, DuckDB takes `?` for the beginning of parameters: so no wildcards where a name has one.
  const hasWildcards = named.some((key) => /[*?[]/.test(key));
  if (hasWildcards && isMany) return null;
  const files = isMany ? [`${folder}${stem}*${extensionOf(first)}`] : keys;
  const select = selectFrom(
    read,
    files.map((key) => `s3://${bucket}/${key}`),
  );
  if (select === null) return null;
  const secret = [
    "TYPE s3",
    "PROVIDER credential_chain",
    `REGION ${sqlText(region)}`,
    ...endpointOptions(endpoint, pathStyle),
  ];
  return [
    "INSTALL httpfs; LOAD httpfs; INSTALL aws; LOAD aws;",
    `CREATE OR REPLACE SECRET (${secret.join(", ")});`,
    ...(hasWildcards ? ["SET s3_url_compatibility_mode = true;"] : []),
    select,
  ].join("\n");
}

function endpointOptions(endpoint: string | null, pathStyle: boolean): readonly string[] {
  if (endpoint === null) return [];
  const { host, protocol } = new URL(endpoint);
  return [
    `ENDPOINT ${sqlText(host)}`,
    `URL_STYLE ${sqlText(pathStyle ? "path" : "vhost")}`,
    `USE_SSL ${protocol === "https:"}`,
  ];
}

function selectFrom(read: Read, files: readonly string[]): string | null {
  const list = files.map(sqlText).join(",\n  ");
  return readers[read.format].select(files.length === 1 ? list : `[\n  ${list}\n]`, read);
}

interface Reader {
  /** Null where DuckDB cannot read the format. */
  readonly select: (files: string, read: Read) => string | null;
  /** Whether it reads gzipped files as they are. */
  readonly unpacks: boolean;
}

/** The compression is named, as DuckDB sees no extension in a name with a question mark. */
const readers: Readonly<Record<Format, Reader>> = {
  json: {
    unpacks: true,
    select: (files, { type, options }) => {
      const lines = `SELECT * FROM read_json(${files}, format = 'newline_delimited', compression = 'gzip', union_by_name = true`;
      const hasFirstLine = type !== "allProfiles" && options.jsonHeader !== "none";
      // The first line is the event's name, which is no object.
      return hasFirstLine ? `${lines}, ignore_errors = true)\nWHERE ts IS NOT NULL;` : `${lines});`;
    },
  },
  xml: { unpacks: false, select: () => null },
  csv: {
    unpacks: true,
    select: (files) =>
      `SELECT * FROM read_csv(${files}, compression = 'gzip', header = true, delim = ',', quote = '"', escape = '"', all_varchar = true, union_by_name = true);`,
  },
  parquet: {
    unpacks: false,
    select: (files) => `SELECT * FROM read_parquet(${files}, union_by_name = true);`,
  },
};

/** Whether a file has to be unpacked, with `gzip -d`, before DuckDB can read it. */
export function mustBeUnpacked(format: Format, name: string): boolean {
  return name.endsWith(".gz") && !readers[format].unpacks;
}

/** The format of an object by its name; an export's may have been changed since. */
export function formatOf(key: string): Format | undefined {
  const name = /\.([a-z]+)(\.gz)?$/.exec(key)?.[1];
  return (["json", "xml", "csv", "parquet"] as const).find((format) => format === name);
}

function unpackedName(format: Format, name: string): string {
  return mustBeUnpacked(format, name) ? name.slice(0, -".gz".length) : name;
}

/** From the last of the format's dots on: `.json.gz`. */
function extensionOf(name: string): string {
  return /\.[a-z]+(\.gz)?$/.exec(name)?.[0] ?? "";
}

/** A text of SQL: a quote within is doubled. */
function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * A name that DuckDB takes for itself. It looks for wildcards in names that have `*`, `?` or `[`; in those it takes a
 * backslash for a slash, so that is any one character there.
 */
function literalGlob(name: string): string {
  if (!/[*?[]/.test(name)) return name;
  return name.replace(/[*?[\\]/g, (character) => (character === "\\" ? "?" : `[${character}]`));
}
