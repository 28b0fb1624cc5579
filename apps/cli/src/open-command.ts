import type { Command } from "commander";
import { z } from "zod";
import type { Cli } from "./cli.ts";

export const globalOptionsSchema = z.object({
  json: z.boolean().default(false),
  apiUrl: z.string().optional(),
  token: z.string().optional(),
});
export type GlobalOptions = z.output<typeof globalOptionsSchema>;

/** Gives a command's action what it works with. */
export type OpenCommand = (command: Command) => Promise<Cli>;
