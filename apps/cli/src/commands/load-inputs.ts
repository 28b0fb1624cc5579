import { glob, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { LoadInput } from "@sluice/event-source-lake";
import { compareCodePoints } from "@sluice/types";
import { z } from "zod";
import type { Cli } from "../cli.ts";
import { UsageError } from "../errors.ts";
import { readMapping } from "./load-mapping.ts";

export const kindSchema = z.enum(["jsonl", "csv", "parquet"]);
export type Kind = z.infer<typeof kindSchema>;

interface Typed {
  readonly files: readonly string[];
  readonly kind: Kind | undefined;
  readonly mapping: string | undefined;
}

/** What was typed as inputs of a load: files, directories, patterns, and `-` for standard input. */
export async function inputsOf(cli: Cli, { files, kind, mapping }: Typed): Promise<readonly LoadInput[]> {
  const places = (await Promise.all(files.map((typed) => placesOf(cli, typed, kind)))).flat();
  const twice = places.find(({ path }, index) => places.findIndex((other) => other.path === path) !== index);
  if (twice !== undefined)
    throw new UsageError(`${twice.path ?? "-"} is named twice; its records would be loaded twice.`);
  const kinds = places.map((place) => ({ ...place, kind: kind ?? kindOf(place.path, mapping) }));
  const mapped = kinds.find((place) => place.kind !== "jsonl");
  if (mapped === undefined) return kinds.map((place) => ({ ...placeOf(cli, place), kind: "jsonl" }));
  if (mapping === undefined) {
    throw new UsageError(
      `${mapped.path ?? "Standard input"} is ${mapped.kind}, which needs --mapping: a file that says how its columns become events or profiles.`,
    );
  }
  const read = await readMapping(cli.pathOf(mapping), mapping);
  return kinds.map((place) => {
    const format = place.kind === "jsonl" ? { kind: place.kind } : { kind: place.kind, mapping: read };
    return { ...placeOf(cli, place), ...format };
  });
}

/** Null for standard input. */
interface Place {
  readonly path: string | null;
}

function placeOf(cli: Cli, { path }: Place): { path: string } | { name: string; bytes: AsyncIterable<Uint8Array> } {
  return path === null ? { name: "standard input", bytes: cli.stdin } : { path };
}

async function placesOf(cli: Cli, typed: string, kind: Kind | undefined): Promise<readonly Place[]> {
  if (typed === "-") return [{ path: null }];
  const path = cli.pathOf(typed);
  const found = await stat(path).catch((error: unknown) => (isMissing(error) ? null : refuse(typed, error)));
  if (found?.isDirectory()) return filesIn(path, typed, kind);
  if (found !== null) return [{ path }];
  if (!/[*?[{]/.test(typed)) throw new UsageError(`There is no file ${typed}.`);
  const matches = await Array.fromAsync(glob(typed, { cwd: cli.pathOf("."), withFileTypes: true }));
  const files = matches.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  if (files.length === 0) throw new UsageError(`No file matches ${typed}.`);
  return files.sort(compareCodePoints).map((match) => ({ path: match }));
}

/** The files of a directory that fit by their names; hidden ones and markers such as `_SUCCESS` do not. */
async function filesIn(path: string, typed: string, kind: Kind | undefined): Promise<readonly Place[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch((error: unknown) => refuse(typed, error));
  const isFitting = (name: string) => {
    const known = knownKind(name);
    return !/^[._]/.test(name) && known !== undefined && (kind === undefined || known === kind);
  };
  const names = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  const fitting = names.filter(isFitting).sort(compareCodePoints);
  if (fitting.length > 0) return fitting.map((name) => ({ path: join(path, name) }));
  throw new UsageError(`The directory ${typed} holds no file to load, which would end in ${endingsOf(kind)}.`);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR");
}

function refuse(typed: string, error: unknown): never {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const reason = reasons[code];
  if (reason === undefined) throw error;
  throw new UsageError(`${typed} cannot be read: ${reason}.`);
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "you have no leave to",
  EPERM: "you have no leave to",
  ELOOP: "its symbolic links lead in a circle",
  ENAMETOOLONG: "its name is too long",
};

function kindOf(path: string | null, mapping: string | undefined): Kind {
  if (path === null && mapping === undefined) return "jsonl";
  const kind = path === null ? undefined : knownKind(basename(path));
  if (kind !== undefined) return kind;
  const what = path === null ? "Whether standard input is csv or parquet" : `What ${path} holds`;
  throw new UsageError(`${what} is not clear from its name; say so with --kind.`);
}

function knownKind(name: string): Kind | undefined {
  const [, ending = ""] = /\.([a-z]+)(?:\.gz)?$/i.exec(name) ?? [];
  return kindsByEnding[ending.toLowerCase()];
}

const kindsByEnding: Readonly<Record<string, Kind>> = {
  jsonl: "jsonl",
  ndjson: "jsonl",
  json: "jsonl",
  csv: "csv",
  tsv: "csv",
  parquet: "parquet",
};

function endingsOf(kind: Kind | undefined): string {
  const endings = Object.keys(kindsByEnding).filter((ending) => kind === undefined || kindsByEnding[ending] === kind);
  return `${endings.map((ending) => `.${ending}`).join(", ")}, each also with .gz`;
}
