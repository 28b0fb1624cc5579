import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { connect } from "@nats-io/transport-node";
import { type NatsRole, natsConfigText } from "./nats-config.ts";
import { onFreePorts } from "./processes/on-free-ports.ts";
import { type StartedProcess, startProcess, whenReady } from "./processes/start-process.ts";
import { natsServer } from "./resolve/pinned-servers.ts";
import { resolveServer } from "./resolve/resolve-server.ts";

export interface NatsOptions {
  readonly directory: string;
  readonly port?: number | undefined;
  readonly note?: (text: string) => void;
}

export interface NatsServer extends AsyncDisposable {
  readonly port: number;
  /** Address with credentials, for each who connects. */
  readonly urls: Readonly<Record<NatsRole, string>>;
  readonly process: StartedProcess;
  kill(signal: NodeJS.Signals): void;
  /** Stops it if it runs and starts it again: same port, same users, same data. */
  restart(): Promise<void>;
}

/** NATS with JetStream on 127.0.0.1, with a user for each role. */
export async function startNats({ directory, port: preferred, note }: NatsOptions): Promise<NatsServer> {
  const command = await resolveServer(natsServer, note ? { note } : {});
  const configFile = join(directory, "nats.conf");
  await mkdir(directory, { recursive: true });
  const password = () => randomBytes(18).toString("base64url");
  const passwords = {
    "config-api": password(),
    "workflow-service": password(),
    encoder: password(),
    admin: password(),
  };
  const urlsOn = (port: number) => {
    const url = (role: NatsRole) => `nats://${role}:${passwords[role]}@127.0.0.1:${port}`;
    return {
      "config-api": url("config-api"),
      "workflow-service": url("workflow-service"),
      encoder: url("encoder"),
      admin: url("admin"),
    };
  };
  const start = async (port: number): Promise<StartedProcess> => {
    const started = await startProcess({
      name: "NATS",
      command,
      args: ["--config", configFile],
      logFile: join(directory, "nats.log"),
    });
    await whenReady(started, () => answers(port, passwords.admin));
    return started;
  };

  let { current, port } = await onFreePorts([preferred], async (freePort = 0) => {
    const storeDirectory = join(directory, "jetstream");
    await writeFile(configFile, natsConfigText({ port: freePort, storeDirectory, passwords }), { mode: 0o600 });
    return { current: await start(freePort), port: freePort };
  });
  return {
    port,
    urls: urlsOn(port),
    get process() {
      return current;
    },
    kill: (signal) => current.kill(signal),
    async restart() {
      await current.stop();
      current = await start(port);
    },
    [Symbol.asyncDispose]: () => current.stop(),
  };
}

async function answers(port: number, pass: string): Promise<boolean> {
  const connection = await connect({
    servers: `127.0.0.1:${port}`,
    user: "admin",
    pass,
    reconnect: false,
    timeout: 5_000,
  });
  try {
    await connection.request("$JS.API.INFO", undefined, { timeout: 5_000 });
    return true;
  } finally {
    await connection.close();
  }
}
