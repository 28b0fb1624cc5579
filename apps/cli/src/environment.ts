import { readFile } from "node:fs/promises";
import { accessKeySchema, connectionTargetSchema } from "@sluice/types";
import { z } from "zod";
import { badStackFile } from "./errors.ts";

const text = z
  .string()
  .optional()
  .transform((value) => value || undefined);

/** What the CLI reads from its environment; all of it may be missing. */
export const environmentSchema = z.object({
  SLUICE_API_URL: text,
  SLUICE_API_TOKEN: text,
  SLUICE_LAKE: text,
  /** Sluice's own database, for its operator's commands. */
  DATABASE_URL: text,
  SLUICE_PROJECT: text,
  /** Where `start` keeps the local stack, instead of the repository's `.sluice`. */
  SLUICE_HOME: text,
  /** To make a connection or to read a bucket. */
  SLUICE_S3_ACCESS_KEY_ID: text,
  SLUICE_S3_SECRET_ACCESS_KEY: text,
  /** How wide lines may be where no terminal says so. */
  COLUMNS: z.coerce.number().int().min(40).optional().catch(undefined),
  AWS_REGION: text,
  AWS_DEFAULT_REGION: text,
  AWS_ENDPOINT_URL_S3: text,
  /** Where the user was when pnpm went to the repository's root. */
  INIT_CWD: text,
});
export type Environment = z.output<typeof environmentSchema>;

/** What the script `start` writes down, so that the CLI needs no settings beside it. */
const stackFileSchema = z.object({
  apiUrl: z.string(),
  lake: z.string(),
  project: z.string(),
  /** Missing where an older version wrote the file. */
  databaseUrl: z.string().optional(),
  token: z.string(),
  bucket: z.object({ target: connectionTargetSchema, credentials: accessKeySchema }),
});
export type StackFile = z.infer<typeof stackFileSchema>;

/** Null where no stack was ever started. */
export async function readStackFile(path: string): Promise<StackFile | null> {
  const content = await readFile(path, "utf8").catch(() => null);
  if (content === null) return null;
  const parsed = stackFileSchema.safeParse(jsonIn(content));
  if (!parsed.success) throw badStackFile(path, parsed.error);
  return parsed.data;
}

function jsonIn(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
