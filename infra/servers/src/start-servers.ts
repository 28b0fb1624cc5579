import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { AccessKey } from "@sluice/types";
import { inStep, noProgress, type OnProgress } from "./progress.ts";
import { type NatsServer, startNats } from "./start-nats.ts";
import { type PostgresServer, postgresPrograms, startPostgres, whoRunsPostgres } from "./start-postgres.ts";
import { type S3Server, startS3 } from "./start-s3.ts";
import { startTemporal, type TemporalServer } from "./start-temporal.ts";

export interface ServersOptions {
  /** Each server has a folder in here. */
  readonly directory: string;
  readonly postgresPassword: string;
  readonly s3Root: AccessKey;
  /** Whether the data is for keeps. */
  readonly durable: boolean;
  /** Taken where they are free. */
  readonly ports?: Partial<Record<"postgres" | "nats" | "temporal" | "temporalUi" | "s3", number>>;
  readonly onProgress?: OnProgress;
}

export interface Servers extends AsyncDisposable {
  readonly postgres: PostgresServer;
  readonly nats: NatsServer;
  readonly temporal: TemporalServer;
  readonly s3: S3Server;
}

/** Starts the four servers that everything needs; if one fails, the others are stopped again. */
export async function startServers(options: ServersOptions): Promise<Servers> {
  const { directory, durable, postgresPassword, s3Root, ports = {}, onProgress = noProgress } = options;
  await mkdir(directory, { recursive: true });
  const folder = (name: string) => join(directory, name);
  // What cannot work is said before anything is fetched, built or started.
  await whoRunsPostgres(folder("postgres"), await postgresPrograms());
  await using started = new AsyncDisposableStack();
  const keep = <T extends AsyncDisposable>(server: T): T => started.use(server);

  const starts = [
    inStep(onProgress, "PostgreSQL", () =>
      startPostgres({ directory: folder("postgres"), password: postgresPassword, port: ports.postgres, durable }),
    ).then(keep),
    inStep(onProgress, "NATS JetStream", (note) =>
      startNats({ directory: folder("nats"), port: ports.nats, note }),
    ).then(keep),
    inStep(onProgress, "Temporal", (note) =>
      startTemporal({ directory: folder("temporal"), port: ports.temporal, uiPort: ports.temporalUi, durable, note }),
    ).then(keep),
    inStep(onProgress, "S3 (versitygw)", (note) =>
      startS3({ directory: folder("s3"), root: s3Root, port: ports.s3, note }),
    ).then(keep),
  ] as const;
  // A failed start waits for the others, so that none of them comes up after everything was stopped.
  await Promise.allSettled(starts);
  const [postgres, nats, temporal, s3] = await Promise.all(starts);
  const all = started.move();
  return { postgres, nats, temporal, s3, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
