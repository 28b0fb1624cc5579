import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { scriptOptions } from "./script-options.ts";
import type { StackPorts } from "./stack/stack-ports.ts";

export interface StartOptions {
  /** Where the stack's data, secrets and logs are. */
  readonly directory: string;
  /** Those that must be as they are here. */
  readonly ports: Partial<StackPorts>;
  /** For every app. */
  readonly environment: Readonly<Record<string, string>>;
}

const help = `
Starts the whole of Sluice on this machine, for use: PostgreSQL, Temporal, NATS, an S3 server and Sluice itself.
What it keeps stays in .sluice/, so the next start goes on from there, at the same addresses.

  --port N   the API's port (default: as at the last start; 8080 at the first)
  --help     this text

Variables that are read:
  PORT                          the API's port
  SLUICE_POSTGRES_PORT, SLUICE_NATS_PORT, SLUICE_TEMPORAL_PORT, SLUICE_TEMPORAL_UI_PORT, SLUICE_S3_PORT
                                the servers' ports
  SLUICE_HOME                   a folder to keep everything in, instead of .sluice/
  SLUICE_CACHE                  a folder for the servers' programs, instead of ~/.cache/sluice
  SLUICE_WEBHOOK_ALLOW_PRIVATE  true lets webhooks reach receivers on this machine
  SLUICE_AWS_…                  who Sluice is on AWS, for connections with a role: docs/connect-a-bucket.md
`;

const portSchema = z.coerce.number().int().min(1).max(65_535).optional();
const portsSchema = z.object({
  PORT: portSchema,
  SLUICE_POSTGRES_PORT: portSchema,
  SLUICE_NATS_PORT: portSchema,
  SLUICE_TEMPORAL_PORT: portSchema,
  SLUICE_TEMPORAL_UI_PORT: portSchema,
  SLUICE_S3_PORT: portSchema,
});

/** What `start` is told by its arguments and its environment; ends the process with 2 where that is wrong. */
export function startOptions(): StartOptions {
  const { port } = scriptOptions(help, { port: { type: "string", short: "p" } });
  // A variable that is empty counts as one that is not there.
  const set = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""));
  const asked = portsSchema.safeParse({ ...set, ...(port === undefined ? {} : { PORT: port }) });
  if (!asked.success) {
    for (const { path } of asked.error.issues) console.error(`${path.join(".")} is no port: a number from 1 to 65535`);
    process.exit(2);
  }
  const { data } = asked;
  const ports = {
    api: data.PORT,
    postgres: data.SLUICE_POSTGRES_PORT,
    nats: data.SLUICE_NATS_PORT,
    temporal: data.SLUICE_TEMPORAL_PORT,
    temporalUi: data.SLUICE_TEMPORAL_UI_PORT,
    s3: data.SLUICE_S3_PORT,
  };
  return {
    directory: homeDirectory(set),
    ports: Object.fromEntries(Object.entries(ports).filter(([, value]) => value !== undefined)),
    environment: Object.fromEntries(
      Object.entries(set).filter((entry): entry is [string, string] => isHandedOn(entry[0])),
    ),
  };
}

function homeDirectory({ SLUICE_HOME, INIT_CWD = "." }: NodeJS.ProcessEnv): string {
  const repository = fileURLToPath(new URL("../../..", import.meta.url));
  return SLUICE_HOME === undefined ? join(repository, ".sluice") : resolve(INIT_CWD, SLUICE_HOME);
}

function isHandedOn(name: string): boolean {
  return name.startsWith("SLUICE_AWS_") || name === "SLUICE_WEBHOOK_ALLOW_PRIVATE";
}
