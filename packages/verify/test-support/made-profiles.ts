import { gzipSync } from "node:zlib";
import type { Format, Manifest } from "@sluice/types";
import { parquetWriteBuffer } from "hyparquet-writer";
import { deliver, type MadeRun, tsMs } from "./made-run.ts";

/** A user's ids; null where there is none. */
export interface MadeUser {
  readonly identity: string | null;
  readonly objectId: string | null;
}

/** The users of each of the run's objects. */
export const users: readonly (readonly [MadeUser, MadeUser])[] = [
  [
    { identity: "user-1", objectId: null },
    { identity: null, objectId: "device-2" },
  ],
  [
    { identity: "user-3", objectId: "device-3" },
    { identity: null, objectId: "device-4" },
  ],
];

/** What is in an object of each format before it is gzipped. */
export const profileContents: Readonly<Record<Format, (users: readonly MadeUser[]) => Uint8Array>> = {
  json: (users) => Buffer.from(users.map((user) => `${JSON.stringify({ ...user, city: "a\u2028b" })}\n`).join("")),
  csv(users) {
    const rows = users.map(({ identity, objectId }) => `${identity ?? ""},${objectId ?? ""},,,,,,,"a, ""b"""\r\n`);
    return Buffer.from(`${csvHeader},city\r\n${rows.join("")}`);
  },
  xml(users) {
    const elements = users.map(
      ({ identity, objectId }) =>
        `<Profile><email>a&amp;b</email>${idElement("identity", identity)}${idElement("objectId", objectId)}` +
        "<profileProps><entry><key>objectId</key><value>c</value></entry></profileProps></Profile>\n",
    );
    return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?><root>\n${elements.join("")}</root>\n`);
  },
  parquet: (users) => parquetProfiles(users, users),
};

export const csvHeader = "identity,objectId,all_identities,platform,phone,name,email,push_token";

function idElement(tag: string, id: string | null): string {
  return id === null ? `<${tag} nil="true"/>` : `<${tag}>${id}</${tag}>`;
}

/** The ids in the columns, and what is in the maps. */
export function parquetProfiles(users: readonly MadeUser[], maps: readonly object[]): Uint8Array {
  return new Uint8Array(
    parquetWriteBuffer({
      schema: [
        { name: "root", num_children: 4 },
        { name: "identity", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
        { name: "objectId", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
        { name: "updatedAt", type: "INT64", converted_type: "TIMESTAMP_MILLIS", repetition_type: "REQUIRED" },
        { name: "profile", converted_type: "MAP", repetition_type: "REQUIRED", num_children: 1 },
        { name: "key_value", repetition_type: "REPEATED", num_children: 2 },
        { name: "key", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" },
        { name: "value", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
      ],
      columnData: [
        { name: "identity", data: users.map(({ identity }) => identity) },
        { name: "objectId", data: users.map(({ objectId }) => objectId) },
        { name: "updatedAt", data: users.map((_user, index) => new Date(tsMs[index] ?? tsMs[1])) },
        { name: "profile", data: [...maps] },
      ],
      rowGroupSize: 1,
    }),
  );
}

const options: Readonly<Record<Format, Manifest["options"]>> = {
  json: {},
  csv: {},
  xml: {},
  parquet: { parquetContainer: "gzip" },
};

/** A run of four profiles in two objects. */
export function madeProfileRun(format: Format = "json"): Promise<MadeRun> {
  return deliver(
    {
      type: "allProfiles",
      format,
      options: options[format],
      window: { axis: "capturedAt", from: "1970-01-01T00:00:00.000Z", to: "2026-10-03T00:00:00.000Z" },
      events: [{ name: null, records: 4, objects: 2, schema: [{ key: "identity", types: ["null", "string"] }] }],
    },
    users.map((own, fileIndex) => ({
      key: `out/100000001-1790000000-1790000001-${fileIndex}-0.${format}.gz`,
      eventName: null,
      stored: gzipSync(profileContents[format](own)),
    })),
  );
}
