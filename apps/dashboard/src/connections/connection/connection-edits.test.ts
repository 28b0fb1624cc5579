import { expect, test } from "vitest";
import type { Connection } from "../../api/schema.d.ts";
import { connectionChange, editsOf } from "./connection-edits.ts";

const connection: Connection = {
  id: "7a8fb626-2d0d-4226-8d8d-4c7f4f04de1a",
  provider: "s3",
  name: "Warehouse",
  bucket: "acme-exports",
  region: "eu-west-1",
  prefix: "in/",
  endpoint: "https://s3.example.com",
  pathStyle: true,
  encryption: { type: "sse-kms", keyId: "alias/exports", bucketKey: true },
  accessKeyId: "AKIA…7Q",
  roleArn: null,
  credentialVersion: 1,
  createdAt: "2026-11-28T06:24:22.061Z",
  warnings: [],
};
const edits = editsOf(connection);

test("only what is other than it was is sent", () => {
  expect(connectionChange(connection, edits)).toEqual({});
  expect(connectionChange(connection, { ...edits, name: " Lake ", prefix: "" })).toEqual({ name: "Lake", prefix: "" });
});

test("an empty endpoint is AWS", () => {
  expect(connectionChange(connection, { ...edits, endpoint: "" })).toEqual({ endpoint: null });
});

test("a new KMS key keeps how often it is asked; another encryption has none", () => {
  expect(connectionChange(connection, { ...edits, kmsKey: "alias/other" })).toEqual({
    encryption: { type: "sse-kms", keyId: "alias/other", bucketKey: true },
  });
  expect(connectionChange(connection, { ...edits, encryption: "sse-s3" })).toEqual({ encryption: { type: "sse-s3" } });
});
