import { tokenRoleSchema } from "@sluice/types";
import type { Command } from "commander";
import { z } from "zod";

/** A token to be made, as it is typed. */
export const newTokenOptionsSchema = z.object({
  name: z.string().min(1),
  role: tokenRoleSchema.default("viewer"),
  expiresInDays: z
    .string()
    .regex(/^\d{1,5}$/, "is not a whole number of days")
    .transform(Number)
    .pipe(z.int().min(1))
    .optional(),
});

export function addNewTokenOptions(command: Command): Command {
  return command
    .requiredOption("--name <name>", "what it is for, so that it can be told from others")
    .option("--role <role>", "viewer (reads) or admin (changes things, too)", "viewer")
    .option("--expires-in-days <n>", "lets nobody in after so many days; without it, the token stays");
}

const dayMs = 86_400_000;

/** Null for a token that stays. */
export function expiryOf({ expiresInDays }: z.output<typeof newTokenOptionsSchema>, nowMs: number): Date | null {
  return expiresInDays === undefined ? null : new Date(nowMs + expiresInDays * dayMs);
}
