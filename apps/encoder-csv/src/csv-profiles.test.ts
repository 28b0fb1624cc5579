import {
  encodeSampleProfiles,
  profileConformance,
  type ReadEntry,
  type ReadProfile,
  sampleRecord,
  unwrapped,
} from "@sluice/encoding/conformance";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { csvEncoder } from "./mod.ts";

test("the columns that every user has come first, then the others in code-point order", async () => {
  const records = ['{"identity":"a","zip":"1","phone":"+1"}', '{"objectId":"b","\\ud83d\\ude00":1,"Zip":""}'].map(
    (profile) => sampleRecord({ profile }),
  );
  const [object] = await encodeSampleProfiles({ encoder: csvEncoder, records });
  if (!object) throw new Error("no object");
  expect(textOf(unwrapped(csvEncoder, object))).toBe(
    "identity,objectId,all_identities,platform,phone,name,email,push_token,Zip,zip,😀\r\n" +
      "a,,,,+1,,,,,1,\r\n" +
      ',b,,,,,,,"",,1\r\n',
  );
});

test("underscored, names that readers take for the same are marked, and the fixed ones are as they are", async () => {
  const records = [sampleRecord({ profile: '{"identity":"a","Zip":1,"zip":2,"first name":3,"IDENTITY":4}' })];
  const [object] = await encodeSampleProfiles({
    encoder: csvEncoder,
    records,
    options: { columnNames: "underscored" },
  });
  if (!object) throw new Error("no object");
  const [header = ""] = textOf(unwrapped(csvEncoder, object)).split("\r\n");
  expect(header).toMatch(
    /^identity,objectId,all_identities,platform,phone,name,email,push_token,IDENTITY_\w{8},Zip_\w{8},first_name,zip_\w{8}$/,
  );
});

profileConformance("the contract for profiles", {
  encoder: csvEncoder,
  dialect: { nullIsMissing: true },
  read: readCsv,
});

/** Reads with csv-parse. An empty cell is null unless it is quoted. */
function readCsv(bytes: Uint8Array): ReadProfile[] {
  const table: (string | null)[][] = parse(textOf(bytes), {
    record_delimiter: "\r\n",
    cast: (text, { quoting }) => (text === "" && !quoting ? null : text),
  });
  const [header = [], ...rows] = table;
  expect(new Set(header).size).toBe(header.length);
  return rows.map((row) => ({
    entries: header.flatMap((name, index): ReadEntry[] =>
      row[index] === null ? [] : [[name ?? "", row[index] ?? ""]],
    ),
    updatedAtMs: null,
  }));
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}
