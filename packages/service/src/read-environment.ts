import { z } from "zod";

/**
 * Reads a service's environment, or says which variables are wrong and ends the process. Values are not printed. A
 * variable that is empty counts as one that is not there.
 */
export function readEnvironment<Schema extends z.ZodType>(
  schema: Schema,
  environment: NodeJS.ProcessEnv,
): z.output<Schema> {
  const set = Object.entries(environment).filter(([, value]) => value !== "");
  const result = schema.safeParse(Object.fromEntries(set));
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  console.error(`The environment is not complete:\n${faults.join("\n")}`);
  process.exit(2);
}

/** A TCP port; 0 takes any free one. */
export const portSchema = z.coerce.number().int().min(0).max(65_535);

/** Where `/healthz`, `/readyz` and `/metrics` are answered: on this machine alone, unless told. */
export const healthHostSchema = z.string().min(1).default("127.0.0.1");

/** How long a service gives itself to end after SIGTERM. */
export const shutdownGraceSchema = z.coerce.number().int().min(0);

export const logLevelSchema = z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info");
