import { expect, test } from "vitest";
import { unprivileged } from "./unprivileged.ts";

test("a user without a name, as containers have them, is refused before PostgreSQL would", async () => {
  const nameless = unprivileged([], { uid: 12_345, name: undefined });
  await expect(nameless).rejects.toMatchObject({
    code: "local.user_not_known",
    message: expect.stringContaining("12345"),
  });
});

test("any other user runs programs as they are", async () => {
  const { owner, command } = await unprivileged(["/closed"], { uid: 1_000, name: "ada" });
  expect(owner).toBeUndefined();
  expect(command("initdb", ["--version"])).toEqual({ command: "initdb", args: ["--version"] });
});
