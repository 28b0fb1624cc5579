import { describe, expect, test } from "vitest";
import { commonStem } from "./copy-commands.ts";
import { bucketStatement, localStatement, type Read } from "./duckdb-statement.ts";

const id = "1795847544-1795851144";
const read: Read = {
  format: "csv",
  type: "allEvents",
  options: {},
  stem: `${id}-`,
  keys: [`exports/${id}-Charged-20261128-0-0.csv.gz`],
};
const store = { bucket: "acme-exports", region: "eu-west-1", endpoint: null, pathStyle: false };

describe("the statement that reads a run", () => {
  test("names the copied files, with quotes doubled and wildcards taken for themselves", () => {
    const keys = [`${id}-Bob's [new] item?-20261128-0-0.json.gz`, `${id}-Viewed-20261128-0-0.json.gz`];
    const statement = localStatement({ ...read, format: "json", keys });
    expect(statement).toContain(`'${id}-Bob''s [[]new] item[?]-20261128-0-0.json.gz'`);
    expect(statement).toContain("ignore_errors = true)\nWHERE ts IS NOT NULL;");
  });

  test("takes all lines of JSON without a first line, and of profiles", () => {
    const plain = { ...read, format: "json", keys: [`${id}-Viewed-20261128-0-0.json.gz`] } as const;
    expect(localStatement({ ...plain, options: { jsonHeader: "none" } })).not.toContain("ignore_errors");
    expect(localStatement({ ...plain, type: "allProfiles" })).not.toContain("ignore_errors");
  });

  test("reads gzipped Parquet once it is unpacked, and not from the bucket", () => {
    const packed = { ...read, format: "parquet", keys: [`${id}-Charged-20261128-0-0.parquet.gz`] } as const;
    expect(localStatement(packed)).toBe(
      `SELECT * FROM read_parquet('${id}-Charged-20261128-0-0.parquet', union_by_name = true);`,
    );
    expect(bucketStatement(packed, store)).toBeNull();
  });

  test("does not name hundreds of files one by one", () => {
    const keys = Array.from({ length: 400 }, (_, index) => `in/${id}-Event ${index}-20261128-0-0.csv.gz`);
    expect(localStatement({ ...read, keys })).toContain(`read_csv('${id}-*.csv.gz',`);
    expect(bucketStatement({ ...read, keys }, store)).toContain(`'s3://acme-exports/in/${id}-*.csv.gz'`);
  });

  test("reads no other event where one has hundreds of files", () => {
    const keys = Array.from({ length: 400 }, (_, index) => `in/${id}-Charged-20261128-${index}-0.csv.gz`);
    const statement = localStatement({ ...read, keys, stem: commonStem(keys) });
    expect(statement).toContain(`read_csv('${id}-Charged-20261128-*.csv.gz',`);
  });

  test("says where a compatible store is", () => {
    const statement = bucketStatement(read, { ...store, endpoint: "http://127.0.0.1:9000", pathStyle: true });
    expect(statement).toContain("ENDPOINT '127.0.0.1:9000', URL_STYLE 'path', USE_SSL false");
    expect(statement).not.toContain("compatibility_mode");
  });

  test("lets no name in a bucket be taken for a wildcard or for parameters", () => {
    const statement = bucketStatement({ ...read, keys: [`${id}-Really?-20261128-0-0.csv.gz`] }, store);
    expect(statement).toContain("SET s3_url_compatibility_mode = true;");
    expect(statement).toContain(`'s3://acme-exports/${id}-Really?-20261128-0-0.csv.gz'`);
  });

  test("is none for XML", () => {
    expect(localStatement({ ...read, format: "xml" })).toBeNull();
    expect(bucketStatement({ ...read, format: "xml" }, store)).toBeNull();
  });
});
