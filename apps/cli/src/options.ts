import type { Command } from "commander";
import { z } from "zod";
import { UsageError } from "./errors.ts";

/** A command's options, parsed; what is wrong is said with the option's own name. */
export function optionsOf<S extends z.ZodObject>(schema: S, command: Command): z.output<S> {
  const parsed = schema.safeParse(command.opts());
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `--${kebab(String(path[0]))}: ${message}`);
  throw new UsageError(`${faults.join("; ")}.`);
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A whole number as it is typed. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, "is not a whole number")
  .transform(Number);

/** Several values of one option. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
