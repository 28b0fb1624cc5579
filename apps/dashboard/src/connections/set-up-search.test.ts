import { expect, test } from "vitest";
import { setUpSearch, sharedSearch } from "./set-up-search.ts";

const externalId = "f2bf02b5-2a77-416c-87f1-c369360552e2";
const awsPrincipal = "arn:aws:iam::999999999999:role/sluice";
const place = { bucket: "acme-exports", region: "eu-west-1" };

test("what may not stand in the address is as if it were not there, a secret above all", () => {
  const search = setUpSearch({
    ...place,
    step: 4,
    secretAccessKey: "secret",
    accessKeyId: "AKIA",
    store: "ftp",
    externalId: "<b>",
    principal: "*",
  });
  expect(Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined))).toEqual(place);
});

test("a link to somebody else tells of the project only what a role needs", () => {
  const all = { ...place, step: 3, name: "Warehouse", roleArn: "arn:aws:iam::1:role/x" } as const;
  const project = { externalId, awsPrincipal };
  expect(JSON.parse(JSON.stringify(sharedSearch(all, project)))).toEqual({ ...place, step: 1 });
  expect(JSON.parse(JSON.stringify(sharedSearch({ ...all, access: "role" }, project)))).toEqual({
    ...place,
    step: 1,
    access: "role",
    externalId,
    principal: awsPrincipal,
  });
  expect(sharedSearch({ ...all, access: "role", store: "compatible" }, project).externalId).toBeUndefined();
});

test("what a link tells is read again as it was told", () => {
  const shared = sharedSearch({ ...place, prefix: "in/", access: "role" }, { externalId, awsPrincipal });
  expect(setUpSearch({ ...shared })).toEqual({
    ...shared,
    pathStyle: undefined,
    name: undefined,
    roleArn: undefined,
  });
});
