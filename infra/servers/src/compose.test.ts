import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { z } from "zod";
import { natsPermissions } from "./nats-config.ts";

const usersSchema = z.object({
  authorization: z.object({ users: z.array(z.object({ user: z.string(), permissions: z.unknown() })) }),
});

test("NATS's users have the same permissions in compose.yaml as in a local stack", async () => {
  const compose = await readFile(new URL("../../compose.yaml", import.meta.url), "utf8");
  // The inline file is the last thing in it; compose writes a dollar sign as two.
  const config = JSON.parse(
    compose.slice(compose.indexOf("content: |") + "content: |".length).replaceAll("$$", () => "$"),
  );
  expect(usersSchema.parse(config).authorization.users).toEqual(
    (["config-api", "workflow-service", "encoder"] as const).map((user) => {
      const { publish, subscribe, allowResponses } = natsPermissions[user];
      return { user, permissions: { publish, subscribe, ...(allowResponses ? { allow_responses: true } : {}) } };
    }),
  );
});
