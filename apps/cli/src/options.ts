import type { Command } from "commander";
import { z } from "zod";
import { UsageError } from "./errors.ts";

/** A command's options, parsed; what is wrong is said with the option's own name. */
export function optionsOf<S extends z.ZodObject>(schema: S, command: Command): z.output<S> {
  const parsed = schema.safeParse(command.opts(), { error: faultOf });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `--${kebab(String(path[0]))} ${message}`);
  throw new UsageError(`${faults.join("; ")}.`);
}

/** What a schema that has no words of its own finds wrong. */
function faultOf(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`;
  if (issue.code === "too_small") return `must be at least ${issue.minimum}`;
  return issue.code === "too_big" ? `must be at most ${issue.maximum}` : undefined;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A whole number as it is typed. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, "is not a whole number")
  .transform(Number);

const hourMs = 3_600_000;

/** `24h` or `30d`; milliseconds. */
export const lengthSchema = z
  .string()
  .regex(/^[1-9]\d{0,3}[hd]$/, "is no length such as 24h or 30d")
  .transform((typed) => Number.parseInt(typed, 10) * hourMs * (typed.endsWith("d") ? 24 : 1));

/** The argument of all that is about one export. What is no number is told from a number that no export has. */
export const requestIdArgument = ["<requestId>", "the export's number", numberOf("an export")] as const;
export const runTimestampArgument = [
  "<runTimestamp>",
  "the run's number, from `./sluice runs`",
  numberOf("a run"),
] as const;

function numberOf(what: string): (typed: string) => string {
  return (typed) => {
    if (/^[1-9]\d{0,11}$/.test(typed)) return typed;
    throw new UsageError(`${JSON.stringify(typed)} is not the number of ${what}, such as 1795490401.`);
  };
}

/** Several values of one option. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
