import { expect, test } from "vitest";
import { z } from "zod";
import { portSchema, readEnvironment } from "./mod.ts";

const schema = z.object({
  PORT: portSchema.default(8_080),
  SLUICE_ALLOWED: z.enum(["true", "false"]).default("false"),
  NAME: z.string().optional(),
});

test("a variable that is empty counts as one that is not there", () => {
  expect(readEnvironment(schema, { PORT: "", SLUICE_ALLOWED: "", NAME: "" })).toEqual({
    PORT: 8_080,
    SLUICE_ALLOWED: "false",
  });
});

test("one that says something is taken as it is", () => {
  const said = { PORT: "0", SLUICE_ALLOWED: "true", NAME: " " };
  expect(readEnvironment(schema, said)).toEqual({ PORT: 0, SLUICE_ALLOWED: "true", NAME: " " });
});
