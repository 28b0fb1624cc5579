#!/usr/bin/env node
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openConfigStore } from "@sluice/config-store";
import { apiClient } from "./api-client.ts";
import type { Cli } from "./cli.ts";
import { environmentSchema, readStackFile } from "./environment.ts";
import { badApiUrl, noDatabase, noToken } from "./errors.ts";
import type { GlobalOptions } from "./open-command.ts";
import { openOutput } from "./output/output.ts";
import { readCredentials } from "./read-credentials.ts";
import { runProgram } from "./run-program.ts";

const repository = fileURLToPath(new URL("../../..", import.meta.url));
const brokenPipeExitCode = 141;
const defaultApiUrl = "http://127.0.0.1:8080";

const environment = environmentSchema.parse(process.env);
const pathOf = (typed: string): string => resolve(environment.INIT_CWD ?? ".", typed);
const home = environment.SLUICE_HOME === undefined ? join(repository, ".sluice") : pathOf(environment.SLUICE_HOME);
const interrupted = new AbortController();
const { signal } = interrupted;
const { stdin, stdout, stderr } = process;
process.once("SIGINT", () => interrupted.abort());
process.once("SIGTERM", () => interrupted.abort());
for (const stream of [stdout, stderr]) stream.on("error", endUnread);

/** Whoever reads what is printed may have had enough of it, as `head` has. That is what a shell says of it, too. */
function endUnread(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(brokenPipeExitCode);
}

async function openCli({ json, apiUrl, token }: GlobalOptions): Promise<Cli> {
  const stack = await readStackFile(join(home, "stack.json"));
  return {
    environment,
    stack,
    signal,
    out: openOutput(process, json, environment.COLUMNS),
    api: () => {
      const url = apiUrl ?? environment.SLUICE_API_URL ?? stack?.apiUrl ?? defaultApiUrl;
      if (!isHttpUrl(url)) throw badApiUrl(apiUrl === undefined ? "SLUICE_API_URL" : "--api-url", url);
      const known = token ?? environment.SLUICE_API_TOKEN ?? stack?.token;
      if (known === undefined) throw noToken();
      return apiClient({ url, token: known, signal });
    },
    openStore: () => {
      const databaseUrl = environment.DATABASE_URL ?? stack?.databaseUrl;
      if (databaseUrl === undefined) throw noDatabase();
      return openConfigStore({ databaseUrl, maxConnections: 1 });
    },
    pathOf,
    readCredentials: () => readCredentials({ environment, stdin, stderr, signal }),
    stdin,
    now: () => Date.now(),
  };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

process.exitCode = await runProgram({ argv: process.argv.slice(2), openCli, stdout, stderr, signal });
// Whoever stopped it waits for nothing any more, not even for a pipe that nobody writes into.
if (signal.aborted) process.exit();
// A prompt leaves the terminal open.
stdin.unref?.();
