import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Servers } from "@sluice/servers";
import { freePort, isFreePort } from "@sluice/servers";
import { z } from "zod";
import { portTaken } from "../errors.ts";

const portNames = ["api", "postgres", "nats", "temporal", "temporalUi", "s3"] as const;
export type PortName = (typeof portNames)[number];
export type StackPorts = Readonly<Record<PortName, number>>;

/** What is reached there, for people. */
export const portTitles: Readonly<Record<PortName, string>> = {
  api: "the API",
  postgres: "PostgreSQL",
  nats: "NATS",
  temporal: "Temporal",
  temporalUi: "Temporal's page",
  s3: "the S3 server",
};

/** What each is reached at where nothing is said and nothing is in the way. */
const usualPorts: StackPorts = { api: 8080, postgres: 5432, nats: 4222, temporal: 7233, temporalUi: 8233, s3: 9000 };

export interface ChosenPorts {
  readonly ports: StackPorts;
  /** Where its S3 server was at its last start; null before the first. */
  readonly lastS3Endpoint: string | null;
  /** The ports that could not be had, and what is used instead. */
  readonly moved: readonly { readonly name: PortName; readonly from: number; readonly to: number }[];
}

/**
 * Chooses a stack's ports: as asked, else as they were at its last start, else the usual ones. What somebody else has
 * taken is replaced by a free one, unless it was asked for: then `local.port_taken` is thrown.
 */
export async function choosePorts(directory: string, asked: Partial<StackPorts>): Promise<ChosenPorts> {
  const last = await lastPorts(directory);
  const ports = { ...usualPorts, ...last, ...asked };
  const moved: { name: PortName; from: number; to: number }[] = [];
  const used = new Set<number>();
  // What was asked for goes first, as the rest can give way to it.
  const isAsked = (name: PortName) => asked[name] !== undefined;
  for (const name of [...portNames.filter(isAsked), ...portNames.filter((name) => !isAsked(name))]) {
    const from = ports[name];
    if (used.has(from) || !(await isFreePort(from))) {
      if (isAsked(name)) throw portTaken(portTitles[name], from);
      do ports[name] = await freePort();
      while (used.has(ports[name]));
      moved.push({ name, from, to: ports[name] });
    }
    used.add(ports[name]);
  }
  return { ports, moved, lastS3Endpoint: last.s3 === undefined ? null : `http://127.0.0.1:${last.s3}` };
}

/** Has the next start take the same ports. */
export async function keepPorts(directory: string, api: number, servers: Servers): Promise<void> {
  const { postgres, nats, temporal, s3 } = servers;
  const ports: StackPorts = {
    api,
    postgres: postgres.port,
    nats: nats.port,
    temporal: portOf(`tcp://${temporal.address}`),
    temporalUi: portOf(temporal.uiUrl),
    s3: portOf(s3.endpoint),
  };
  await writeFile(fileIn(directory), `${JSON.stringify(ports, null, 2)}\n`);
}

const fileSchema = z.partialRecord(z.enum(portNames), z.int().min(1).max(65_535));

/** None where the file is missing or no longer what was written: it is convenience, not truth. */
async function lastPorts(directory: string): Promise<Partial<StackPorts>> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(fileIn(directory), "utf8")));
  } catch {
    return {};
  }
}

function fileIn(directory: string): string {
  return join(directory, "ports.json");
}

function portOf(url: string): number {
  return Number(new URL(url).port);
}
