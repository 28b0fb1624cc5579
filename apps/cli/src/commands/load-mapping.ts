import { readFile } from "node:fs/promises";
import { type FileMapping, fileMappingSchema, mappingFault } from "@sluice/event-source-lake";
import { UsageError } from "../errors.ts";

/** Reads a mapping file; what is wrong with it is said in a line. */
export async function readMapping(path: string, typed: string): Promise<FileMapping> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    throw badMapping(
      typed,
      (error instanceof Error && "code" in error && reasons[String(error.code)]) || String(error),
    );
  });
  const parsed = fileMappingSchema.safeParse(jsonIn(text, typed));
  if (parsed.success) return parsed.data;
  throw badMapping(typed, mappingFault(parsed.error));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  ENOTDIR: "there is no such file",
  EISDIR: "it is a directory",
  EACCES: "you have no leave to read it",
  EPERM: "you have no leave to read it",
};

function jsonIn(text: string, typed: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw badMapping(typed, `it is not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
}

function badMapping(typed: string, fault: string): UsageError {
  return new UsageError(`The mapping ${typed} cannot be used: ${fault}.`);
}
