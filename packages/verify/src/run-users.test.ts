import type { Manifest, ValueType } from "@sluice/types";
import { expect, test } from "vitest";
import { madeProfileRun } from "../test-support/made-profiles.ts";
import { nodePlatform } from "./node-platform.ts";
import { runUsers } from "./run-users.ts";

const texts = ["string"] as const;

test("a user who was there is known, by the same id and the same kind of id", async () => {
  const isKnown = runUsers(await manifestWith(texts), nodePlatform);
  expect(isKnown({ by: "identity", id: "a" })).toBe(false);
  expect(isKnown({ by: "objectId", id: "a" })).toBe(false);
  expect(isKnown({ by: "identity", id: "A" })).toBe(false);
  expect(isKnown({ by: "identity", id: "a" })).toBe(true);
});

test("of many users, those and no others are known", async () => {
  const isKnown = runUsers(await manifestWith(texts), nodePlatform);
  const ids = Array.from({ length: 50_000 }, (_, index) => `user-${index}`);
  expect(ids.filter((id) => isKnown({ by: "identity", id }))).toEqual([]);
  expect(ids.filter((id) => isKnown({ by: "identity", id }))).toEqual(ids);
});

test.each([
  ["a number and a text", ["integer", "string"], "5"],
  ["two spellings of a number", ["integer", "double"], "5"],
  ["texts that are no UTF-8", ["string"], "a\ufffd"],
  ["numbers that a double cannot hold", ["bigint"], 2 ** 60],
] as const)("users are not taken for one where the format may write %s alike", async (_what, types, id) => {
  const isKnown = runUsers(await manifestWith(types), nodePlatform);
  expect(isKnown({ by: "identity", id })).toBe(false);
  expect(isKnown({ by: "identity", id })).toBe(false);
});

test.each([
  ["whole numbers", ["null", "integer", "bigint"], "12345678901234567890"],
  ["texts", ["null", "string"], "5"],
  ["both, where it is plainly a text", ["integer", "string"], "user-5"],
] as const)("a user is known again where ids are %s", async (_what, types, id) => {
  const isKnown = runUsers(await manifestWith(types), nodePlatform);
  expect(isKnown({ by: "identity", id })).toBe(false);
  expect(isKnown({ by: "identity", id })).toBe(true);
});

/** A manifest of profiles whose identities are of these types. */
async function manifestWith(types: readonly ValueType[]): Promise<Manifest> {
  await using run = await madeProfileRun();
  const schema = [{ key: "identity", types: [...types] }];
  return { ...run.manifest, events: [{ name: null, records: 4, objects: 2, schema }] };
}
