import { expect, test } from "vitest";
import { bucketFault, placeOf, prefixFault } from "./draft.ts";

const aws = { bucket: "acme-exports", region: "eu-west-1" };

test("a bucket's name is held against the rules of S3 in plain words, and not before there is one", () => {
  expect(bucketFault(undefined)).toBeUndefined();
  expect(bucketFault("acme-exports")).toBeUndefined();
  expect(bucketFault("Acme")).toMatch(/^"Acme" is no S3 bucket name: 3 to 63 lower-case letters/);
  expect(bucketFault("127.0.0.1")).toContain("looks like an IP address");
  expect(prefixFault("a/../b")).toContain(". or ..");
});

test("there is a place once everything that it needs is said and right", () => {
  expect(placeOf(aws)).toEqual({ ...aws, prefix: "", endpoint: null });
  expect(placeOf({ ...aws, bucket: "A" })).toBeNull();
  expect(placeOf({ bucket: "acme-exports" })).toBeNull();
  expect(placeOf({ ...aws, store: "compatible" })).toBeNull();
  expect(placeOf({ ...aws, endpoint: "https://s3.example.com" })?.endpoint).toBeNull();
  expect(placeOf({ ...aws, store: "compatible", endpoint: "https://s3.example.com" })?.endpoint).toBe(
    "https://s3.example.com",
  );
});
