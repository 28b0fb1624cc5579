import { expect, test } from "vitest";
import { findSecrets } from "./find-secrets.ts";

const secret = { name: "the secret", text: "pl4nted+secret/of?40~characters" };
const found = (text: string | Buffer) => findSecrets([secret], [{ place: "here", bytes: Buffer.from(text) }]);

test.each([
  ["itself", secret.text],
  ["a part of a URL", `https://host/?key=${encodeURIComponent(secret.text)}&x=1`],
  ["hexadecimal digits", Buffer.from(secret.text).toString("hex")],
  ["base64", Buffer.from(secret.text).toString("base64")],
  ["base64 of something longer", Buffer.from(`{"k":"${secret.text}"}`).toString("base64")],
  ["base64 of something a little longer", Buffer.from(`[ "${secret.text}"]`).toString("base64")],
  ["base64 of something longer still", Buffer.from(`{"k": "${secret.text}"}`).toString("base64url")],
])("a secret is found as %s", (_, text) => {
  expect(found(`before ${text} after`)).toEqual(["the secret in here"]);
});

test("what is no secret is not found", () => {
  expect(found(secret.text.slice(1))).toEqual([]);
  expect(found("")).toEqual([]);
});
